/** Job requests to their topic, Avro. */
@NullMarked
package io.outrider.reactor.reaction.outbound.kafka;

import org.jspecify.annotations.NullMarked;
