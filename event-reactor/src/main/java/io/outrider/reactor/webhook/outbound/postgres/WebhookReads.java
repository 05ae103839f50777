package io.outrider.reactor.webhook.outbound.postgres;

import io.outrider.reactor.webhook.domain.StoredWebhook;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Reads webhooks. */
@ApplicationScoped
public class WebhookReads {

    private final Mutiny.SessionFactory sessions;

    WebhookReads(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    /** Returns webhooks by name, behind the given one. */
    public Uni<List<StoredWebhook>> after(String project, String name, int count) {
        return sessions.withSession(session -> session.createSelectionQuery(
                        "from WebhookEntity w where w.project = :project and w.name > :name order by w.name",
                        WebhookEntity.class)
                .setParameter("project", project)
                .setParameter("name", name)
                .setMaxResults(count)
                .getResultList()
                .map(found -> found.stream().map(WebhookEntity::stored).toList()));
    }

    /** Returns a webhook. */
    public Uni<@Nullable StoredWebhook> find(String project, String name) {
        return sessions.withSession(session -> session.find(WebhookEntity.class, new WebhookEntity.Key(project, name)))
                .map(webhook -> webhook == null ? null : webhook.stored());
    }
}
