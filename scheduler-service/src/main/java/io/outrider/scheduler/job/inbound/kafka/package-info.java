/** Job requests. */
@NullMarked
package io.outrider.scheduler.job.inbound.kafka;

import org.jspecify.annotations.NullMarked;
