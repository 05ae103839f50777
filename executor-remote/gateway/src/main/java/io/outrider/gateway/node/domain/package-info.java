/** When a node's presence is news. */
@NullMarked
package io.outrider.gateway.node.domain;

import org.jspecify.annotations.NullMarked;
