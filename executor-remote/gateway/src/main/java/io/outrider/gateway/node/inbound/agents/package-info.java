/** The poll. */
@NullMarked
package io.outrider.gateway.node.inbound.agents;

import org.jspecify.annotations.NullMarked;
