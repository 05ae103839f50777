/** The enrolment of a machine. */
@NullMarked
package io.outrider.gateway.identity.inbound.agents;

import org.jspecify.annotations.NullMarked;
