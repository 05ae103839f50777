/** Replaying onto the original topic. */
@NullMarked
package io.outrider.scheduler.deadletter.outbound.kafka;

import org.jspecify.annotations.NullMarked;
