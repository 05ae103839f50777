package io.outrider.build.queue.outbound.postgres;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A build's row for reading; it is written with the reactive client, under locks. */
@Entity(name = "Build")
@Table(name = "builds")
@Immutable
class BuildEntity {
    @Id
    String id = "";

    String project = "";
    String template = "";
    String version = "";
    String fingerprint = "";
    String source = "";
    String type = "";

    @Column(name = "base_image")
    @Nullable
    String baseImage;

    @Column(name = "requested_by")
    String requestedBy = "";

    String status = "";
    int attempt;

    @Nullable
    String reason;

    @Nullable
    Instant deadline;

    boolean reused;

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

    @Nullable
    String builder;

    @Column(name = "base_digest")
    @Nullable
    String baseDigest;

    @Nullable
    String dockerfile;

    @Column(name = "built_by")
    @Nullable
    String builtBy;

    @Column(name = "created_at")
    Instant createdAt = Instant.EPOCH;

    @Column(name = "started_at")
    @Nullable
    Instant startedAt;

    @Column(name = "finished_at")
    @Nullable
    Instant finishedAt;
}
