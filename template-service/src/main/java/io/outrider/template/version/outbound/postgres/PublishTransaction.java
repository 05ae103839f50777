package io.outrider.template.version.outbound.postgres;

import io.outrider.outbox.Outbox;
import io.outrider.outbox.OutgoingMessage;
import io.outrider.template.version.application.Candidate;
import io.outrider.template.version.application.VersionLedger.Outcome;
import io.outrider.template.version.application.VersionMessages;
import io.outrider.template.version.domain.SemanticVersion;
import io.outrider.template.version.domain.TemplateVersion;
import io.outrider.template.version.domain.VersionCommand;
import io.outrider.template.version.domain.VersionDecider;
import io.outrider.template.version.domain.VersionEvent;
import io.outrider.template.version.domain.VersionId;
import io.outrider.template.version.domain.VersionNumbering;
import io.outrider.template.version.domain.VersionState;
import io.smallrye.mutiny.Uni;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * One publication in one transaction: the template's row is locked first, so numbers are given one after the other and
 * the order of messages is the order of commits.
 */
final class PublishTransaction {
    private static final String ENSURE_TEMPLATE = """
            insert into template (id, project, name, created_at) values (:id, :project, :name, :at)
            on conflict do nothing""";

    private final Mutiny.Session session;
    private final Candidate candidate;
    private final VersionMessages messages;
    private final Outbox outbox;
    private final String templateId;

    PublishTransaction(Mutiny.Session session, Candidate candidate, VersionMessages messages, Outbox outbox) {
        this.session = session;
        this.candidate = candidate;
        this.messages = messages;
        this.outbox = outbox;
        this.templateId = candidate.project() + "/" + candidate.template();
    }

    Uni<Outcome> run() {
        return session.createNativeQuery(ENSURE_TEMPLATE)
                .setParameter("id", templateId)
                .setParameter("project", candidate.project())
                .setParameter("name", candidate.template())
                .setParameter("at", candidate.at())
                .executeUpdate()
                .chain(() -> session.find(TemplateRow.class, templateId, LockModeType.PESSIMISTIC_WRITE))
                .chain(template -> earlier()
                        .chain(found ->
                                found.<Uni<Outcome>>map(Uni.createFrom()::item).orElseGet(() -> number(template))));
    }

    /** The answer that this idempotency key got before, if it was used before. */
    private Uni<Optional<Outcome>> earlier() {
        if (candidate.idempotencyKey() == null) {
            return Uni.createFrom().item(Optional.empty());
        }
        return session.find(KeyRow.class, keyId()).chain(key -> {
            if (key == null) {
                return Uni.createFrom().item(Optional.<Outcome>empty());
            }
            if (!key.fingerprint.equals(candidate.fingerprint())) {
                return Uni.createFrom().item(Optional.<Outcome>of(new Outcome.KeyReused()));
            }
            return session.find(VersionRow.class, key.versionId)
                    .map(row -> Optional.<Outcome>of(new Outcome.Published(VersionMapping.read(row), false)));
        });
    }

    private Uni<Outcome> number(TemplateRow template) {
        return session.createSelectionQuery(
                        "select version, fingerprint from VersionRow where templateId = :template", Object[].class)
                .setParameter("template", templateId)
                .getResultList()
                .map(rows -> rows.stream()
                        .map(row ->
                                new VersionNumbering.Existing(VersionMapping.version((String) row[0]), (String) row[1]))
                        .toList())
                .chain(existing -> switch (VersionNumbering.decide(
                        existing, candidate.requested(), candidate.fingerprint())) {
                    case VersionNumbering.Outcome.Create(SemanticVersion version) -> create(template, version);
                    case VersionNumbering.Outcome.Same(SemanticVersion version) -> again(version);
                    case VersionNumbering.Outcome.Conflict(SemanticVersion version) ->
                        Uni.createFrom().item(new Outcome.NumberTaken(version));
                });
    }

    private Uni<Outcome> create(TemplateRow template, SemanticVersion number) {
        TemplateVersion version = new TemplateVersion(
                new VersionId(candidate.project(), candidate.template(), number),
                candidate.fingerprint(),
                candidate.document(),
                candidate.definition(),
                candidate.source(),
                candidate.content(),
                candidate.initial(),
                candidate.at(),
                candidate.actor());
        boolean highest = template.latest == null
                || VersionMapping.version(template.latest).compareTo(number) < 0;
        if (highest) {
            template.latest = number.toString();
            template.type = candidate.definition().type();
            template.labels = VersionMapping.json(candidate.definition().labels());
        }
        return session.persist(VersionMapping.write(version)).chain(() -> announce(version));
    }

    /** The same content again: begins a failed build anew, and is nothing new otherwise. */
    private Uni<Outcome> again(SemanticVersion number) {
        String id = new VersionId(candidate.project(), candidate.template(), number).toString();
        return session.find(VersionRow.class, id, LockModeType.PESSIMISTIC_WRITE)
                .chain(row -> {
                    TemplateVersion version = VersionMapping.read(row);
                    List<VersionEvent> events = VersionDecider.decide(
                            version.state(),
                            new VersionCommand.PublishAgain(UUID.randomUUID().toString()),
                            candidate.at());
                    if (events.isEmpty()) {
                        return remember(version).replaceWith(new Outcome.Published(version, false));
                    }
                    VersionState state = VersionDecider.evolve(version.state(), events);
                    VersionMapping.writeState(row, state);
                    return announce(version.withState(state));
                });
    }

    private Uni<Outcome> announce(TemplateVersion version) {
        return outbox.append(
                        session,
                        messages.of(version, candidate.order(), candidate.actor(), null, candidate.at()).stream()
                                .<OutgoingMessage<?>>map(message -> message.inTrace(candidate.traceparent()))
                                .toList())
                .chain(() -> remember(version))
                .replaceWith(new Outcome.Published(version, true));
    }

    private Uni<Void> remember(TemplateVersion version) {
        if (candidate.idempotencyKey() == null) {
            return Uni.createFrom().voidItem();
        }
        KeyRow key = new KeyRow();
        key.id = keyId();
        key.fingerprint = candidate.fingerprint();
        key.versionId = version.id().toString();
        key.createdAt = candidate.at();
        return session.persist(key);
    }

    private String keyId() {
        return candidate.project() + "/" + candidate.actor() + "/" + candidate.idempotencyKey();
    }
}
