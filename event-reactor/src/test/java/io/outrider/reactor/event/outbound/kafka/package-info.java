@NullMarked
package io.outrider.reactor.event.outbound.kafka;

import org.jspecify.annotations.NullMarked;
