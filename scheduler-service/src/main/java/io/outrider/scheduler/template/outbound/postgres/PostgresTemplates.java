package io.outrider.scheduler.template.outbound.postgres;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.outrider.outbox.Columns;
import io.outrider.outbox.OpenTransaction;
import io.outrider.scheduler.template.application.Kept;
import io.outrider.scheduler.template.application.TemplateRows;
import io.outrider.scheduler.template.domain.Definition;
import io.outrider.scheduler.template.domain.TemplateKey;
import io.outrider.scheduler.template.domain.TemplateStatus;
import io.outrider.scheduler.template.domain.TemplateVersion;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The table template_version, from threads that may block. Definitions are kept, for they never change. */
@ApplicationScoped
class PostgresTemplates implements TemplateRows {

    private static final String FIND = """
            select version, status, reason, definition, at from template_version
            where project = $1 and template = $2 and version = $3""";

    private static final String VERSIONS = """
            select version, status, reason, null::text definition, at from template_version
            where project = $1 and template = $2""";

    private static final String NAMES =
            "select distinct template from template_version where project = $1 order by template limit $2";

    private static final String DEFINITIONS = """
            select v.project, v.template, v.version, v.definition
            from unnest($1::text[], $2::text[], $3::text[]) as k (project, template, version)
            join template_version v using (project, template, version)
            where v.definition is not null""";

    private static final String STORE = """
            insert into template_version (project, template, version, status, reason, definition, at)
            select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::timestamptz[])
            on conflict (project, template, version) do update
            set status = excluded.status, reason = excluded.reason, definition = excluded.definition, at = excluded.at
            where template_version.status <> 'READY' and template_version.at <= excluded.at""";

    private final Pool pool;
    private final ObjectMapper json;
    private final Kept<TemplateKey, Definition> kept = new Kept<>(1_000);

    PostgresTemplates(Pool pool, ObjectMapper json) {
        this.pool = pool;
        this.json = json;
    }

    @Override
    public Optional<TemplateVersion> find(TemplateKey key) {
        for (Row row :
                pool.preparedQuery(FIND).executeAndAwait(Tuple.of(key.project(), key.template(), key.version()))) {
            return Optional.of(version(key.project(), key.template(), row));
        }
        return Optional.empty();
    }

    @Override
    public List<TemplateVersion> versions(String project, String template) {
        List<TemplateVersion> versions = new ArrayList<>();
        for (Row row : pool.preparedQuery(VERSIONS).executeAndAwait(Tuple.of(project, template))) {
            versions.add(version(project, template, row));
        }
        return versions;
    }

    @Override
    public List<String> names(String project, int limit) {
        List<String> names = new ArrayList<>();
        for (Row row : pool.preparedQuery(NAMES).executeAndAwait(Tuple.of(project, limit))) {
            names.add(row.getString(0));
        }
        return names;
    }

    @Override
    public Map<TemplateKey, Definition> of(OpenTransaction tx, Set<TemplateKey> keys) {
        Map<TemplateKey, Definition> found = new HashMap<>();
        List<TemplateKey> missing = new ArrayList<>();
        for (TemplateKey key : keys) {
            Definition definition = kept.get(key);
            if (definition == null) {
                missing.add(key);
            } else {
                found.put(key, definition);
            }
        }
        if (!missing.isEmpty()) {
            found.putAll(load(tx, missing));
        }
        return found;
    }

    private Map<TemplateKey, Definition> load(OpenTransaction tx, List<TemplateKey> keys) {
        Tuple tuple = Columns.of(keys)
                .text(TemplateKey::project)
                .text(TemplateKey::template)
                .text(TemplateKey::version)
                .tuple();
        Map<TemplateKey, Definition> loaded = new HashMap<>();
        for (Row row : tx.preparedQuery(DEFINITIONS).executeAndAwait(tuple)) {
            TemplateKey key = new TemplateKey(row.getString(0), row.getString(1), row.getString(2));
            Definition definition = read(row.getString(3));
            kept.put(key, definition);
            loaded.put(key, definition);
        }
        return loaded;
    }

    /** The latest event of each version, in the order of keys: replicas never wait for each other in a circle. */
    @Override
    public void store(OpenTransaction tx, List<TemplateVersion> versions) {
        Map<TemplateKey, TemplateVersion> last = new HashMap<>();
        versions.forEach(version -> last.merge(version.key(), version, PostgresTemplates::later));
        List<TemplateVersion> rows = last.values().stream()
                .sorted(Comparator.comparing(version -> version.key().project() + "/" + version.key()))
                .toList();
        tx.preparedQuery(STORE)
                .executeAndAwait(Columns.of(rows)
                        .text(version -> version.key().project())
                        .text(version -> version.key().template())
                        .text(version -> version.key().version())
                        .text(version -> version.status().name())
                        .text(TemplateVersion::reason)
                        .text(version -> text(version.definition()))
                        .time(TemplateVersion::at)
                        .tuple());
    }

    private static TemplateVersion later(TemplateVersion a, TemplateVersion b) {
        return a.status() == TemplateStatus.READY || b.at().isBefore(a.at()) ? a : b;
    }

    private TemplateVersion version(String project, String template, Row row) {
        String definition = row.getString("definition");
        return new TemplateVersion(
                new TemplateKey(project, template, row.getString("version")),
                TemplateStatus.valueOf(row.getString("status")),
                row.getString("reason"),
                definition == null ? null : read(definition),
                row.getOffsetDateTime("at").toInstant());
    }

    private @Nullable String text(@Nullable Definition definition) {
        try {
            return definition == null ? null : json.writeValueAsString(definition);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Expected a definition to have a JSON form, but it has none", e);
        }
    }

    private Definition read(String text) {
        try {
            return json.readValue(text, Definition.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Expected a stored definition to be readable, but it is not", e);
        }
    }
}
