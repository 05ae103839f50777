package io.outrider.template.version.outbound.postgres;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of template_version. */
@Entity
@Table(name = "template_version")
class VersionRow {
    @Id
    String id = "";

    /** The database counts. */
    @Column(insertable = false, updatable = false)
    long number;

    @Column(name = "template_id")
    String templateId = "";

    String project = "";
    String template = "";
    String version = "";
    String fingerprint = "";
    String document = "";
    String definition = "";

    @Column(name = "source_sha256")
    String source = "";

    @Column(name = "content_sha256")
    String content = "";

    String status = "";

    @Nullable
    String reason;

    boolean overdue;

    @Column(name = "build_id")
    @Nullable
    String buildId;

    @Column(name = "heard_at")
    @Nullable
    Instant heardAt;

    @Column(name = "image_digest")
    @Nullable
    String imageDigest;

    @Column(name = "image_reference")
    @Nullable
    String imageReference;

    @Column(name = "image_archive")
    @Nullable
    String imageArchive;

    @Column(name = "image_archive_size")
    long imageArchiveSize;

    @Column(name = "created_at")
    Instant createdAt = Instant.EPOCH;

    @Column(name = "created_by")
    String createdBy = "";
}
