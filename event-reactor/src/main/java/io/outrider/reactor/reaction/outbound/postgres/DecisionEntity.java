package io.outrider.reactor.reaction.outbound.postgres;

import io.outrider.reactor.reaction.domain.DecisionLine;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A line of the decision log for reading; {@link DecisionTable} writes. */
@Entity
@Immutable
@IdClass(DecisionEntity.Key.class)
@Table(name = "decision")
public class DecisionEntity {

    /** What names a line. */
    public record Key(UUID event, String reaction) implements Serializable {}

    @Id
    @Column(name = "event_key")
    public UUID event = new UUID(0, 0);

    @Id
    public String reaction = "";

    public int version;

    @Column(name = "group_key")
    public String groupKey = "";

    public String outcome = "";

    /** By what it waits or is suppressed. */
    public @Nullable String cause;

    /** When that ends. */
    public @Nullable Instant until;

    /** The window that it belongs to: the firing that was or will be. */
    @Column(name = "firing_id")
    public @Nullable UUID firing;

    public @Nullable String reason;

    @Column(name = "decided_at")
    public Instant decidedAt = Instant.EPOCH;

    DecisionLine line() {
        return new DecisionLine(event, reaction, version, groupKey, outcome, cause, until, firing, reason, decidedAt);
    }
}
