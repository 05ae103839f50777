package io.outrider.reactor.reaction.outbound.postgres;

import io.outrider.reactor.reaction.domain.Pause;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A pause of a reaction; of the whole project, when the reaction is empty, and of the platform, when the project is, too. Who changes one, counts up {@link RevisionEntity}. */
@Entity
@IdClass(PauseEntity.Key.class)
@Table(name = "pause")
public class PauseEntity {

    /** What names a row. */
    public record Key(String project, String reaction) implements Serializable {}

    @Id
    public String project = "";

    @Id
    public String reaction = "";

    @Column(name = "paused_by")
    public String pausedBy = "";

    @Column(name = "paused_at")
    public Instant pausedAt = Instant.EPOCH;

    public @Nullable String reason;

    /** Returns it as a value. */
    public Pause stored() {
        return new Pause(project, reaction, pausedBy, pausedAt, reason);
    }
}
