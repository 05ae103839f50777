@NullMarked
package io.outrider.reactor.event.inbound.kafka;

import org.jspecify.annotations.NullMarked;
