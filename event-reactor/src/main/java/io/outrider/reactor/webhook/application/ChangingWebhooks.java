package io.outrider.reactor.webhook.application;

import io.outrider.reactor.webhook.domain.Authentication.Bearer;
import io.outrider.reactor.webhook.domain.Authentication.Hmac;
import io.outrider.reactor.webhook.domain.Authentication.SharedToken;
import io.outrider.reactor.webhook.domain.SecretReference;
import io.outrider.reactor.webhook.domain.StoredWebhook;
import io.outrider.reactor.webhook.domain.WebhookDefinition;
import io.outrider.reactor.webhook.outbound.postgres.WebhookEntity;
import io.outrider.reactor.webhook.outbound.secrets.Secrets;
import io.outrider.rest.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.time.Instant;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Creates, replaces and deletes webhooks. A change counts up the version; the same definition again changes nothing. */
@ApplicationScoped
public class ChangingWebhooks {

    private final Mutiny.SessionFactory sessions;
    private final Secrets secrets;

    ChangingWebhooks(Mutiny.SessionFactory sessions, Secrets secrets) {
        this.sessions = sessions;
        this.secrets = secrets;
    }

    /** A webhook as it is now. */
    public record Applied(StoredWebhook webhook, boolean created) {}

    /**
     * Checks that the secret is where the webhook says. Reads files, so not for an event loop.
     *
     * @throws ProblemException (400) when it is not
     */
    public void checkSecret(WebhookDefinition webhook) {
        switch (webhook.authentication()) {
            case Bearer bearer -> {}
            case SharedToken token -> check("authentication.token.secret", token.secret());
            case Hmac hmac -> check("authentication.hmac.secret", hmac.secret());
        }
    }

    private void check(String field, SecretReference reference) {
        String problem = secrets.find(reference).problem();
        if (problem != null) {
            throw ProblemException.invalid(field, problem);
        }
    }

    /** Creates or replaces a webhook. */
    public Uni<Applied> apply(String project, String name, String definition, String user) {
        Instant now = Clock.systemUTC().instant();
        return sessions.withTransaction(session -> locked(session, project, name)
                .chain(found -> {
                    if (found != null) {
                        return Uni.createFrom()
                                .item(new Applied(
                                        changed(found, definition, user, now).stored(), false));
                    }
                    WebhookEntity webhook = created(project, name, user, now);
                    changed(webhook, definition, user, now);
                    return session.persist(webhook).replaceWith(new Applied(webhook.stored(), true));
                }));
    }

    /** Deletes a webhook. */
    public Uni<Void> delete(String project, String name) {
        return sessions.withTransaction(session -> locked(session, project, name)
                .onItem()
                .ifNull()
                .failWith(() -> ProblemException.notFound("webhook", name))
                .chain(session::remove));
    }

    private static WebhookEntity created(String project, String name, String user, Instant now) {
        WebhookEntity webhook = new WebhookEntity();
        webhook.project = project;
        webhook.name = name;
        webhook.createdAt = now;
        webhook.createdBy = user;
        return webhook;
    }

    private static WebhookEntity changed(WebhookEntity webhook, String definition, String user, Instant now) {
        if (!webhook.definition.equals(definition)) {
            webhook.version++;
            webhook.definition = definition;
            webhook.updatedAt = now;
            webhook.updatedBy = user;
        }
        return webhook;
    }

    private static Uni<@Nullable WebhookEntity> locked(Mutiny.Session session, String project, String name) {
        return session.find(WebhookEntity.class, new WebhookEntity.Key(project, name), LockModeType.PESSIMISTIC_WRITE);
    }
}
