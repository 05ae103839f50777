/** What Outrider says of its own jobs and nodes, as events to react to. */
@NullMarked
package io.outrider.reactor.platform.inbound.kafka;

import org.jspecify.annotations.NullMarked;
