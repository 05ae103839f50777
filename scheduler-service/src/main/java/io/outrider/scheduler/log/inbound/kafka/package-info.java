/** Task logs. */
@NullMarked
package io.outrider.scheduler.log.inbound.kafka;

import org.jspecify.annotations.NullMarked;
