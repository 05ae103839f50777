/** Log chunks. */
@NullMarked
package io.outrider.gateway.transfer.outbound.kafka;

import org.jspecify.annotations.NullMarked;
