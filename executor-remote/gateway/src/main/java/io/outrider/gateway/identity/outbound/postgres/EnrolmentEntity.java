package io.outrider.gateway.identity.outbound.postgres;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A row of {@code enrolment}. */
@Entity
@Table(name = "enrolment")
public class EnrolmentEntity {

    @Id
    @Nullable
    String name;

    @Nullable
    String serial;

    @JdbcTypeCode(SqlTypes.JSON)
    @Nullable
    Map<String, String> labels;

    @Column(name = "agent_version")
    @Nullable
    String agentVersion;

    @Column(name = "enrolled_at")
    @Nullable
    Instant enrolledAt;

    @Column(name = "not_after")
    @Nullable
    Instant notAfter;

    @Column(name = "revoked_at")
    @Nullable
    Instant revokedAt;

    /** For Hibernate. */
    EnrolmentEntity() {}

    public String name() {
        return Objects.requireNonNull(name);
    }

    public Map<String, String> labels() {
        return Map.copyOf(Objects.requireNonNull(labels));
    }

    public String agentVersion() {
        return Objects.requireNonNull(agentVersion);
    }

    public Instant enrolledAt() {
        return Objects.requireNonNull(enrolledAt);
    }

    public Instant notAfter() {
        return Objects.requireNonNull(notAfter);
    }

    public @Nullable Instant revokedAt() {
        return revokedAt;
    }

    /** The certificate counts no more from now on. */
    public void revoke(Instant now) {
        revokedAt = now;
    }
}
