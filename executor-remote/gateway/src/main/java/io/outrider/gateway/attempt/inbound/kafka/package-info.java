/** Task commands from the scheduler. */
@NullMarked
package io.outrider.gateway.attempt.inbound.kafka;

import org.jspecify.annotations.NullMarked;
