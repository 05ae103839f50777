@NullMarked
package io.outrider.reactor.event.outbound.postgres;

import org.jspecify.annotations.NullMarked;
