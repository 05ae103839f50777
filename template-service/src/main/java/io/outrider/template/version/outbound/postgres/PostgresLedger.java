package io.outrider.template.version.outbound.postgres;

import com.fasterxml.jackson.core.type.TypeReference;
import io.outrider.outbox.Outbox;
import io.outrider.template.database.Database;
import io.outrider.template.version.application.Candidate;
import io.outrider.template.version.application.VersionLedger;
import io.outrider.template.version.application.VersionMessages;
import io.outrider.template.version.domain.SemanticVersion;
import io.outrider.template.version.domain.TemplateVersion;
import io.outrider.template.version.domain.VersionId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Templates and versions through Hibernate Reactive. */
@ApplicationScoped
public class PostgresLedger implements VersionLedger {
    private static final String NUMBERS = "select version, status from VersionRow where templateId = :template";
    private static final String VERSIONS =
            "from VersionRow where templateId = :template and number < :before order by number desc";
    private static final String TEMPLATES =
            "from TemplateRow where project = :project and name > :after and latest is not null order by name";
    private static final String FORGET = "delete from KeyRow where createdAt < :before";

    private final Database database;
    private final VersionMessages messages;
    private final Outbox outbox;

    PostgresLedger(Database database, VersionMessages messages, Outbox outbox) {
        this.database = database;
        this.messages = messages;
        this.outbox = outbox;
    }

    @Override
    public Outcome publish(Candidate candidate) {
        Outcome outcome =
                database.inTransaction(session -> new PublishTransaction(session, candidate, messages, outbox).run());
        outbox.committed();
        return outcome;
    }

    @Override
    public Optional<TemplateVersion> find(VersionId id) {
        return Optional.ofNullable(database.read(session -> session.find(VersionRow.class, id.toString())))
                .map(VersionMapping::read);
    }

    @Override
    public Optional<TemplateVersion> latest(String project, String template) {
        record Known(SemanticVersion version, boolean ready) {}
        Comparator<Known> order = Comparator.comparing(Known::ready)
                .thenComparing(known -> known.version().isRelease())
                .thenComparing(Known::version);
        return database
                .read(session -> session.createSelectionQuery(NUMBERS, Object[].class)
                        .setParameter("template", project + "/" + template)
                        .getResultList())
                .stream()
                .map(row -> new Known(VersionMapping.version((String) row[0]), VersionMapping.READY.equals(row[1])))
                .max(order)
                .flatMap(known -> find(new VersionId(project, template, known.version())));
    }

    @Override
    public List<Numbered> versions(String project, String template, long before, int limit) {
        return database
                .read(session -> session.createSelectionQuery(VERSIONS, VersionRow.class)
                        .setParameter("template", project + "/" + template)
                        .setParameter("before", before)
                        .setMaxResults(limit)
                        .getResultList())
                .stream()
                .map(row -> new Numbered(row.number, VersionMapping.read(row)))
                .toList();
    }

    @Override
    public List<TemplateSummary> templates(String project, @Nullable String after, int limit) {
        return database
                .read(session -> session.createSelectionQuery(TEMPLATES, TemplateRow.class)
                        .setParameter("project", project)
                        .setParameter("after", after == null ? "" : after)
                        .setMaxResults(limit)
                        .getResultList())
                .stream()
                .map(PostgresLedger::summary)
                .toList();
    }

    @Override
    public void forgetKeys(Instant before) {
        database.inTransaction(session -> session.createMutationQuery(FORGET)
                .setParameter("before", before)
                .executeUpdate());
    }

    private static TemplateSummary summary(TemplateRow row) {
        return new TemplateSummary(
                row.project,
                row.name,
                Objects.requireNonNull(row.latest),
                Objects.requireNonNull(row.type),
                VersionMapping.parse(row.labels, new TypeReference<Map<String, String>>() {}),
                row.createdAt);
    }
}
