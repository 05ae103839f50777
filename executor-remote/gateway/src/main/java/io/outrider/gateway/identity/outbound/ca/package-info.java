/** The gateway's own certificate authority. */
@NullMarked
package io.outrider.gateway.identity.outbound.ca;

import org.jspecify.annotations.NullMarked;
