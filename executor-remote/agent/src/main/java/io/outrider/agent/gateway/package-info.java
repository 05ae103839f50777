/** Requests to the gateway: one client, errors classed once, back-off, coalescing. */
@NullMarked
package io.outrider.agent.gateway;

import org.jspecify.annotations.NullMarked;
