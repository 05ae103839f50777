/** The node's identity: a key made here, a certificate from the gateway, the gateway's CA. */
@NullMarked
package io.outrider.agent.enrolment;

import org.jspecify.annotations.NullMarked;
