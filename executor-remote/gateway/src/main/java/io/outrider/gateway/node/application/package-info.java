/** Nodes as this replica sees them: their polls, the offers that wait for them, and whether they are there. */
@NullMarked
package io.outrider.gateway.node.application;

import org.jspecify.annotations.NullMarked;
