@NullMarked
package io.outrider.reactor.platform.inbound.kafka;

import org.jspecify.annotations.NullMarked;
