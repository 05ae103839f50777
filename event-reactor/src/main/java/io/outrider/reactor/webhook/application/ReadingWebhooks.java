package io.outrider.reactor.webhook.application;

import io.outrider.reactor.webhook.domain.StoredWebhook;
import io.outrider.reactor.webhook.outbound.postgres.WebhookReads;
import io.outrider.rest.Page;
import io.outrider.rest.PageRequest;
import io.outrider.rest.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Shows webhooks. */
@ApplicationScoped
public class ReadingWebhooks {

    private final WebhookReads webhooks;

    ReadingWebhooks(WebhookReads webhooks) {
        this.webhooks = webhooks;
    }

    /** Returns a page of webhooks by name. */
    public Uni<Page<StoredWebhook>> list(String project, PageRequest page) {
        return webhooks.after(project, page.after() == null ? "" : page.after(), page.limit() + 1)
                .map(found -> Page.of(found, page, StoredWebhook::name));
    }

    /** Returns a webhook; fails if there is none. */
    public Uni<StoredWebhook> one(String project, String name) {
        return webhooks.find(project, name)
                .onItem()
                .ifNull()
                .failWith(() -> ProblemException.notFound("webhook", name));
    }
}
