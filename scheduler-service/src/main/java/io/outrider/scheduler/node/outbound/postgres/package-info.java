/** Nodes in PostgreSQL. */
@NullMarked
package io.outrider.scheduler.node.outbound.postgres;

import org.jspecify.annotations.NullMarked;
