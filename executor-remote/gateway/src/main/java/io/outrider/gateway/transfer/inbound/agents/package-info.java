/** Requests that carry bytes. */
@NullMarked
package io.outrider.gateway.transfer.inbound.agents;

import org.jspecify.annotations.NullMarked;
