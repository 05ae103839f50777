/** The last known status of nodes, in PostgreSQL. */
@NullMarked
package io.outrider.reactor.platform.outbound.postgres;

import org.jspecify.annotations.NullMarked;
