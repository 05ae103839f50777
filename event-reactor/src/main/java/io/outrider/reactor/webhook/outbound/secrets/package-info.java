/** Secrets of webhooks, by reference. */
@NullMarked
package io.outrider.reactor.webhook.outbound.secrets;

import org.jspecify.annotations.NullMarked;
