package io.outrider.reactor.reaction.outbound.postgres;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** A job that a decision started, for reading; {@link DecisionTable} writes. */
@Entity
@Immutable
@Table(name = "started_job")
public class StartedJobEntity {

    @Id
    @Column(name = "job_id")
    public UUID job = new UUID(0, 0);

    @Column(name = "event_key")
    public UUID event = new UUID(0, 0);

    public String reaction = "";
    public int position;
}
