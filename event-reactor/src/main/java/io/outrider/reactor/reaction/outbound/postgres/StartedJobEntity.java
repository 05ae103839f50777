package io.outrider.reactor.reaction.outbound.postgres;

import io.outrider.reactor.reaction.domain.KnownJob;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A job that a firing started, for reading; {@link FiringTable} writes. */
@Entity
@Immutable
@Table(name = "started_job")
public class StartedJobEntity {

    @Id
    @Column(name = "job_id")
    public UUID job = new UUID(0, 0);

    @Column(name = "firing_id")
    public UUID firing = new UUID(0, 0);

    public int position;

    /** As the scheduler last said; null: it said nothing yet. */
    public @Nullable String status;

    @Column(name = "ended_at")
    public @Nullable Instant endedAt;

    KnownJob known() {
        return new KnownJob(job, firing, status, endedAt);
    }
}
