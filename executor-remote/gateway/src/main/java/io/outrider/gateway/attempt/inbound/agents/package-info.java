/** Accepts, reports and leases from agents. */
@NullMarked
package io.outrider.gateway.attempt.inbound.agents;

import org.jspecify.annotations.NullMarked;
