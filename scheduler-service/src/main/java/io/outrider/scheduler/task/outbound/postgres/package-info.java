/** A task's state as columns. */
@NullMarked
package io.outrider.scheduler.task.outbound.postgres;

import org.jspecify.annotations.NullMarked;
