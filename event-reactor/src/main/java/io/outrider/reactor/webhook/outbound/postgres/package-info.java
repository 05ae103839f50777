/** Webhooks in PostgreSQL. */
@NullMarked
package io.outrider.reactor.webhook.outbound.postgres;

import org.jspecify.annotations.NullMarked;
