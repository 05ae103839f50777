package io.outrider.template.version.outbound.postgres;

import io.outrider.outbox.OpenTransaction;
import io.outrider.template.version.application.LockedVersions;
import io.outrider.template.version.domain.TemplateVersion;
import io.outrider.template.version.domain.VersionId;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Batches of versions through the reactive client. Templates are locked first and by id, as publishers do. */
@ApplicationScoped
public class PostgresLockedVersions implements LockedVersions {
    private static final String LOCK_TEMPLATES = "select id from template where id = any($1) order by id for update";
    private static final String LOCK_VERSIONS =
            "select * from template_version where id = any($1) order by id for update";
    private static final String SILENT = """
            select project, template, version from template_version
            where status = 'BUILDING' and heard_at < $1 order by heard_at limit $2""";
    private static final String COUNT_BUILDING = "select count(*) from template_version where status = 'BUILDING'";
    private static final String SAVE = """
            update template_version set status = $2, reason = $3, overdue = $4, build_id = $5, heard_at = $6,
            image_digest = $7, image_reference = $8, image_archive = $9, image_archive_size = $10 where id = $1""";

    @Override
    public List<TemplateVersion> lock(OpenTransaction transaction, Collection<VersionId> ids) {
        String[] templates = ids.stream().map(VersionId::templateKey).distinct().toArray(String[]::new);
        String[] versions = ids.stream().map(VersionId::toString).toArray(String[]::new);
        transaction.preparedQuery(LOCK_TEMPLATES).executeAndAwait(Tuple.of(templates));
        List<TemplateVersion> found = new ArrayList<>();
        for (Row row : transaction.preparedQuery(LOCK_VERSIONS).executeAndAwait(Tuple.of(versions))) {
            found.add(VersionMapping.read(read(row)));
        }
        return found;
    }

    @Override
    public List<VersionId> silentSince(OpenTransaction transaction, Instant before, int limit) {
        List<VersionId> ids = new ArrayList<>();
        Tuple arguments = Tuple.of(before.atOffset(ZoneOffset.UTC), limit);
        for (Row row : transaction.preparedQuery(SILENT).executeAndAwait(arguments)) {
            ids.add(new VersionId(row.getString(0), row.getString(1), VersionMapping.version(row.getString(2))));
        }
        return ids;
    }

    @Override
    public long countBuilding(OpenTransaction transaction) {
        return transaction
                .query(COUNT_BUILDING)
                .executeAndAwait()
                .iterator()
                .next()
                .getLong(0);
    }

    @Override
    public void save(OpenTransaction transaction, TemplateVersion version) {
        VersionRow row = VersionMapping.write(version);
        Instant heardAt = row.heardAt;
        transaction
                .preparedQuery(SAVE)
                .executeAndAwait(Tuple.tuple()
                        .addString(row.id)
                        .addString(row.status)
                        .addString(row.reason)
                        .addBoolean(row.overdue)
                        .addString(row.buildId)
                        .addOffsetDateTime(heardAt == null ? null : heardAt.atOffset(ZoneOffset.UTC))
                        .addString(row.imageDigest)
                        .addString(row.imageReference)
                        .addString(row.imageArchive)
                        .addLong(row.imageArchiveSize));
    }

    private static VersionRow read(Row from) {
        VersionRow row = new VersionRow();
        row.id = from.getString("id");
        row.number = from.getLong("number");
        row.templateId = from.getString("template_id");
        row.project = from.getString("project");
        row.template = from.getString("template");
        row.version = from.getString("version");
        row.fingerprint = from.getString("fingerprint");
        row.document = from.getString("document");
        row.definition = from.getString("definition");
        row.source = from.getString("source_sha256");
        row.content = from.getString("content_sha256");
        row.status = from.getString("status");
        row.reason = from.getString("reason");
        row.overdue = from.getBoolean("overdue");
        row.buildId = from.getString("build_id");
        row.heardAt = instant(from.getOffsetDateTime("heard_at"));
        row.imageDigest = from.getString("image_digest");
        row.imageReference = from.getString("image_reference");
        row.imageArchive = from.getString("image_archive");
        row.imageArchiveSize = from.getLong("image_archive_size");
        row.createdAt = from.getOffsetDateTime("created_at").toInstant();
        row.createdBy = from.getString("created_by");
        return row;
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
