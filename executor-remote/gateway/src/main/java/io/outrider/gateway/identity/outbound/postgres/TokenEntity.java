package io.outrider.gateway.identity.outbound.postgres;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Map;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A row of {@code enrolment_token}. */
@Entity
@Table(name = "enrolment_token")
public class TokenEntity {

    @Id
    @Nullable
    String hash;

    @Nullable
    String name;

    @JdbcTypeCode(SqlTypes.JSON)
    @Nullable
    Map<String, String> labels;

    @Column(name = "created_by")
    @Nullable
    String createdBy;

    @Column(name = "created_at")
    @Nullable
    Instant createdAt;

    @Column(name = "expires_at")
    @Nullable
    Instant expiresAt;

    @Column(name = "used_at")
    @Nullable
    Instant usedAt;

    /** For Hibernate. */
    TokenEntity() {}

    public TokenEntity(
            String hash,
            String name,
            Map<String, String> labels,
            String createdBy,
            Instant createdAt,
            Instant expiresAt) {
        this.hash = hash;
        this.name = name;
        this.labels = Map.copyOf(labels);
        this.createdBy = createdBy;
        this.createdAt = createdAt;
        this.expiresAt = expiresAt;
    }
}
