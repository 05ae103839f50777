/** Logs in PostgreSQL. */
@NullMarked
package io.outrider.scheduler.log.outbound.postgres;

import org.jspecify.annotations.NullMarked;
