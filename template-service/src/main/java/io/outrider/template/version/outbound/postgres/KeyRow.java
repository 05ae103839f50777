package io.outrider.template.version.outbound.postgres;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A row of idempotency_key. */
@Entity
@Table(name = "idempotency_key")
class KeyRow {
    @Id
    String id = "";

    String fingerprint = "";

    @Column(name = "version_id")
    String versionId = "";

    @Column(name = "created_at")
    Instant createdAt = Instant.EPOCH;
}
