/** Template events. */
@NullMarked
package io.outrider.scheduler.template.inbound.kafka;

import org.jspecify.annotations.NullMarked;
