/** The loop's tables, read and written for whole batches. */
@NullMarked
package io.outrider.scheduler.round.outbound.postgres;

import org.jspecify.annotations.NullMarked;
