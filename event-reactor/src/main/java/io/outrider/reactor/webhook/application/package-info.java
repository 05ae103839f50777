/** Webhooks kept, and requests turned into events. */
@NullMarked
package io.outrider.reactor.webhook.application;

import org.jspecify.annotations.NullMarked;
