/** Task events and the log tails that come with reports. */
@NullMarked
package io.outrider.gateway.attempt.outbound.kafka;

import org.jspecify.annotations.NullMarked;
