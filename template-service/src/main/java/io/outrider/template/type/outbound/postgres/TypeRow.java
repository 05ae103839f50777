package io.outrider.template.type.outbound.postgres;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A row of template_type. */
@Entity
@Table(name = "template_type")
class TypeRow {
    @Id
    String id = "";

    String project = "";
    String name = "";
    int version;
    String document = "";

    @Column(name = "created_at")
    Instant createdAt = Instant.EPOCH;

    @Column(name = "created_by")
    String createdBy = "";
}
