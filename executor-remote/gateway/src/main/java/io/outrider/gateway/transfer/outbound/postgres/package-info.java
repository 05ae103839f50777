/** What an attempt may send and fetch. */
@NullMarked
package io.outrider.gateway.transfer.outbound.postgres;

import org.jspecify.annotations.NullMarked;
