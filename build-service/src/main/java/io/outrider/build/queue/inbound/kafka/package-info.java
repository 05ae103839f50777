/** Build requests from Kafka. */
@NullMarked
package io.outrider.build.queue.inbound.kafka;

import org.jspecify.annotations.NullMarked;
