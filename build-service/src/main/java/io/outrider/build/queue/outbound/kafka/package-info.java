/** Build events for Kafka. */
@NullMarked
package io.outrider.build.queue.outbound.kafka;

import org.jspecify.annotations.NullMarked;
