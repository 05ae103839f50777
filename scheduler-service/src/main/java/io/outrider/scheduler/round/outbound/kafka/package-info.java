/** What a round announces, as Avro records. */
@NullMarked
package io.outrider.scheduler.round.outbound.kafka;

import org.jspecify.annotations.NullMarked;
