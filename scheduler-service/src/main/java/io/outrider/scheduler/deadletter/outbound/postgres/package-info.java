/** Dead letters in PostgreSQL. */
@NullMarked
package io.outrider.scheduler.deadletter.outbound.postgres;

import org.jspecify.annotations.NullMarked;
