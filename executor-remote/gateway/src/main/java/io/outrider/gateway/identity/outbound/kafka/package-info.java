/** Node events about enrolments. */
@NullMarked
package io.outrider.gateway.identity.outbound.kafka;

import org.jspecify.annotations.NullMarked;
