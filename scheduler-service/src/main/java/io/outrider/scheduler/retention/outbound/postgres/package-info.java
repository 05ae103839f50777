/** Deleting in PostgreSQL. */
@NullMarked
package io.outrider.scheduler.retention.outbound.postgres;

import org.jspecify.annotations.NullMarked;
