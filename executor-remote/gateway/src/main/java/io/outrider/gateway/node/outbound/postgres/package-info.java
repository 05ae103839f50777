/** The table of nodes, what waits for them, and the channel between replicas. */
@NullMarked
package io.outrider.gateway.node.outbound.postgres;

import org.jspecify.annotations.NullMarked;
