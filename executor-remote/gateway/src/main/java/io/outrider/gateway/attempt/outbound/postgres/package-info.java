/** The table of attempts. */
@NullMarked
package io.outrider.gateway.attempt.outbound.postgres;

import org.jspecify.annotations.NullMarked;
