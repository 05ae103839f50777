package io.outrider.reactor.reaction.outbound.postgres;

import io.outrider.reactor.reaction.domain.FiringLine;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A window that ended, for reading; {@link FiringTable} writes. */
@Entity
@Immutable
@Table(name = "firing")
public class FiringEntity {

    @Id
    public UUID id = new UUID(0, 0);

    public String project = "";
    public String reaction = "";
    public int version;

    @Column(name = "group_key")
    public String groupKey = "";

    /** The newest event. */
    @Column(name = "event_key")
    public UUID event = new UUID(0, 0);

    public long occurrences;

    /** EVENT, TIMER or JOB_ENDED. */
    public String cause = "";

    /** FIRED, SUPPRESSED, RESOLVED or ERROR. */
    public String outcome = "";

    public @Nullable String reason;

    @Column(name = "fired_at")
    public Instant firedAt = Instant.EPOCH;

    FiringLine line() {
        return new FiringLine(
                id, project, reaction, version, groupKey, event, occurrences, cause, outcome, reason, firedAt);
    }
}
