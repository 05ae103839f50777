/** The tables of tokens and enrolments. */
@NullMarked
package io.outrider.gateway.identity.outbound.postgres;

import org.jspecify.annotations.NullMarked;
