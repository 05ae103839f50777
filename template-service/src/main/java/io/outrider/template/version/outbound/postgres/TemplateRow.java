package io.outrider.template.version.outbound.postgres;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of template. */
@Entity
@Table(name = "template")
class TemplateRow {
    @Id
    String id = "";

    String project = "";
    String name = "";

    @Nullable
    String latest;

    @Nullable
    String type;

    String labels = "{}";

    @Column(name = "created_at")
    Instant createdAt = Instant.EPOCH;
}
