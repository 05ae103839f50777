/** What executors report. */
@NullMarked
package io.outrider.scheduler.task.inbound.kafka;

import org.jspecify.annotations.NullMarked;
