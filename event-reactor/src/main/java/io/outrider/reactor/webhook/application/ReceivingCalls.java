package io.outrider.reactor.webhook.application;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.micrometer.core.instrument.MeterRegistry;
import io.outrider.reactor.event.domain.Event;
import io.outrider.reactor.expression.Expressions;
import io.outrider.reactor.notation.PlainJson;
import io.outrider.reactor.webhook.domain.Authentication.Bearer;
import io.outrider.reactor.webhook.domain.Authentication.Hmac;
import io.outrider.reactor.webhook.domain.Authentication.SharedToken;
import io.outrider.reactor.webhook.domain.SecretReference;
import io.outrider.reactor.webhook.domain.Signatures;
import io.outrider.reactor.webhook.domain.StoredWebhook;
import io.outrider.reactor.webhook.domain.WebhookDefinition;
import io.outrider.reactor.webhook.notation.WebhookReader;
import io.outrider.reactor.webhook.outbound.postgres.WebhookReads;
import io.outrider.reactor.webhook.outbound.secrets.Secrets;
import io.outrider.rest.ProblemException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** Takes the requests of other systems: finds the webhook, checks who sends, makes events. What is not believed is not read. */
@ApplicationScoped
public class ReceivingCalls {

    private static final Logger LOG = Logger.getLogger(ReceivingCalls.class);
    private static final Duration SECRET_MISSING = Duration.ofMinutes(1);

    private final WebhookReads webhooks;
    private final WebhookReader reader;
    private final Expressions expressions;
    private final Secrets secrets;
    private final MeterRegistry meters;
    private final Map<Name, Compiled> compiled = new ConcurrentHashMap<>();

    ReceivingCalls(
            WebhookReads webhooks,
            WebhookReader reader,
            Expressions expressions,
            Secrets secrets,
            MeterRegistry meters) {
        this.webhooks = webhooks;
        this.reader = reader;
        this.expressions = expressions;
        this.secrets = secrets;
        this.meters = meters;
    }

    /** The events of a request, and who is behind them. */
    public record Received(List<Event> events, String sender) {}

    private record Name(String project, String webhook) {}

    private record Compiled(String text, WebhookDefinition definition, MappingCalls mapping) {}

    /**
     * Receives a request.
     *
     * @param publisher the name of the user who sends it, or a failure when it is no user who may send events; asked for only where the
     *     webhook has no authentication of its own
     * @return on a worker thread; failed with 400, 401, 403, 404 or 503
     */
    public Uni<Received> receive(Call call, Uni<String> publisher) {
        return webhooks.find(call.project(), call.name())
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .chain(webhook -> {
                    if (webhook == null) {
                        // Which webhooks there are is nothing for strangers.
                        return publisher.map(user -> {
                            throw ProblemException.notFound("webhook", call.name());
                        });
                    }
                    Compiled known = compiled(webhook);
                    return sender(known.definition(), call, publisher)
                            .emitOn(Infrastructure.getDefaultWorkerPool())
                            .map(sender -> new Received(known.mapping().events(call), sender));
                });
    }

    private Uni<String> sender(WebhookDefinition webhook, Call call, Uni<String> publisher) {
        return switch (webhook.authentication()) {
            case Bearer bearer -> publisher;
            case SharedToken token ->
                believed(webhook, Signatures.check(token, secrets(webhook, token.secret()), call.headers()));
            case Hmac hmac -> {
                List<String> keys = secrets(webhook, hmac.secret());
                yield believed(webhook, Signatures.check(hmac, keys, call.headers(), call.bytes(), call.now()));
            }
        };
    }

    private Uni<String> believed(WebhookDefinition webhook, Optional<String> refusal) {
        if (refusal.isPresent()) {
            meters.counter("outrider.webhooks.refused", "webhook", webhook.name())
                    .increment();
            throw new ProblemException(401, "unauthorized", "Unauthorized", refusal.get(), List.of());
        }
        return Uni.createFrom().item("webhook/" + webhook.name());
    }

    private List<String> secrets(WebhookDefinition webhook, SecretReference reference) {
        Secrets.Found found = secrets.find(reference);
        if (found.problem() != null) {
            LOG.errorf("webhook=%s %s", webhook.name(), found.problem());
            throw ProblemException.unavailable(
                    "Expected the secret of webhook '" + webhook.name() + "' to be readable, but it is not",
                    SECRET_MISSING);
        }
        return found.secrets();
    }

    private Compiled compiled(StoredWebhook webhook) {
        return compiled.compute(
                new Name(webhook.project(), webhook.name()),
                (key, known) -> known != null && known.text().equals(webhook.definition()) ? known : compile(webhook));
    }

    private Compiled compile(StoredWebhook webhook) {
        WebhookDefinition definition = read(webhook);
        String secretHeader = switch (definition.authentication()) {
            case Bearer bearer -> "";
            case SharedToken token -> token.header();
            case Hmac hmac -> hmac.header();
        };
        return new Compiled(
                webhook.definition(),
                definition,
                new MappingCalls(definition.name(), definition.mapping(), secretHeader, expressions));
    }

    private WebhookDefinition read(StoredWebhook webhook) {
        try {
            WebhookReader.Reading reading = reader.read(PlainJson.tree(webhook.definition()));
            if (reading.definition() != null) {
                return reading.definition();
            }
            throw new IllegalStateException("Expected to read webhook " + webhook.name() + ", but " + reading.errors());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Expected to read webhook " + webhook.name() + ", but it is no JSON", e);
        }
    }
}
