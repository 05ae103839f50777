/** Node events. */
@NullMarked
package io.outrider.gateway.node.outbound.kafka;

import org.jspecify.annotations.NullMarked;
