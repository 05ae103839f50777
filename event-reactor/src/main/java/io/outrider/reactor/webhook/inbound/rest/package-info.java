/** Webhooks over HTTP. */
@NullMarked
package io.outrider.reactor.webhook.inbound.rest;

import org.jspecify.annotations.NullMarked;
