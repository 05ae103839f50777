/** The last known change of nodes, in PostgreSQL. */
@NullMarked
package io.outrider.reactor.platform.outbound.postgres;

import org.jspecify.annotations.NullMarked;
