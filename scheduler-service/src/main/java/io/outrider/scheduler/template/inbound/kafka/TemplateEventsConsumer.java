package io.outrider.scheduler.template.inbound.kafka;

import io.outrider.outbox.Inbox;
import io.outrider.outbox.OpenTransaction;
import io.outrider.outbox.OutgoingMessage;
import io.outrider.outbox.Received;
import io.outrider.scheduler.task.domain.OnLost;
import io.outrider.scheduler.template.application.Catalog;
import io.outrider.scheduler.template.application.TemplateRows;
import io.outrider.scheduler.template.domain.Definition;
import io.outrider.scheduler.template.domain.TemplateKey;
import io.outrider.scheduler.template.domain.TemplateStatus;
import io.outrider.scheduler.template.domain.TemplateVersion;
import io.outrider.schemas.Topic;
import io.outrider.schemas.avro.ImageRef;
import io.outrider.schemas.avro.Limits;
import io.outrider.schemas.avro.TemplateDefinition;
import io.outrider.schemas.avro.TemplateEvent;
import io.outrider.schemas.avro.TemplateMethod;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jspecify.annotations.Nullable;

/** Keeps the versions that the template-service announces. Idempotent by their keys. */
@ApplicationScoped
class TemplateEventsConsumer {

    private final Inbox inbox;
    private final TemplateRows rows;
    private final Catalog catalog;

    TemplateEventsConsumer(Inbox inbox, TemplateRows rows, Catalog catalog) {
        this.inbox = inbox;
        this.rows = rows;
        this.catalog = catalog;
    }

    @Incoming("template-events")
    @Blocking
    void receive(ConsumerRecords<String, byte[]> batch) {
        List<TemplateVersion> stored = new ArrayList<>();
        inbox.receiveIdempotent("scheduler", Topic.TEMPLATE_EVENTS, batch, (tx, events) -> store(tx, events, stored));
        catalog.changed(stored);
    }

    private List<OutgoingMessage<?>> store(
            OpenTransaction tx, List<Received<TemplateEvent>> events, List<TemplateVersion> stored) {
        List<TemplateVersion> versions =
                events.stream().map(received -> version(received.value())).toList();
        rows.store(tx, versions);
        stored.addAll(versions);
        return List.of();
    }

    private static TemplateVersion version(TemplateEvent event) {
        TemplateKey key = new TemplateKey(event.getProject(), event.getTemplate(), event.getVersion());
        TemplateStatus status = switch (event.getStatus()) {
            case BUILDING -> TemplateStatus.BUILDING;
            case READY -> TemplateStatus.READY;
            case FAILED -> TemplateStatus.FAILED;
            case UNKNOWN ->
                throw new IllegalArgumentException("Expected a known status of " + key + ", but was UNKNOWN");
        };
        if (status == TemplateStatus.READY && event.getDefinition() == null) {
            throw new IllegalArgumentException(
                    "Expected READY version " + key + " to have a definition, but it has none");
        }
        return new TemplateVersion(key, status, event.getReason(), definition(event.getDefinition()), event.getAt());
    }

    private static @Nullable Definition definition(@Nullable TemplateDefinition from) {
        return from == null
                ? null
                : new Definition(
                        from.getParameterSchema(),
                        from.getSensitive(),
                        from.getFixedParameters(),
                        from.getEnvPrefix(),
                        from.getTypeParameters(),
                        from.getOutputsSchema(),
                        methods(from.getMethods()),
                        from.getCommand(),
                        from.getWorkdir(),
                        from.getHostTools(),
                        from.getRuntime(),
                        image(from.getImage()),
                        from.getContentArchive(),
                        limits(from.getLimits()),
                        from.getWritableRoot(),
                        OnLost.valueOf(from.getOnLost().name()));
    }

    private static Map<String, Definition.Method> methods(Map<String, TemplateMethod> from) {
        Map<String, Definition.Method> methods = new HashMap<>();
        from.forEach((name, method) ->
                methods.put(name, new Definition.Method(List.copyOf(method.getArgs()), method.getReadOnly())));
        return methods;
    }

    private static Definition.@Nullable Image image(@Nullable ImageRef from) {
        return from == null
                ? null
                : new Definition.Image(from.getDigest(), from.getReference(), from.getArchive(), from.getArchiveSize());
    }

    private static Definition.@Nullable Limits limits(@Nullable Limits from) {
        return from == null ? null : new Definition.Limits(from.getMemoryMb(), from.getCpuMillis(), from.getPids());
    }
}
