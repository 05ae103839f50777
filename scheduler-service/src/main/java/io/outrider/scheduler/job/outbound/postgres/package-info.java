/** Jobs and tasks to read. */
@NullMarked
package io.outrider.scheduler.job.outbound.postgres;

import org.jspecify.annotations.NullMarked;
