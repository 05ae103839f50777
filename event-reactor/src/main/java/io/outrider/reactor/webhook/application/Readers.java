package io.outrider.reactor.webhook.application;

import io.outrider.reactor.expression.Expressions;
import io.outrider.reactor.webhook.notation.WebhookReader;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes the reader of webhooks. */
class Readers {

    @Produces
    @Singleton
    WebhookReader reader(Expressions expressions) {
        return new WebhookReader(expressions);
    }
}
