/** Dead letters. */
@NullMarked
package io.outrider.scheduler.deadletter.inbound.kafka;

import org.jspecify.annotations.NullMarked;
