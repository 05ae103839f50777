package io.outrider.reactor.reaction.outbound.postgres;

import io.outrider.reactor.reaction.domain.ReactionVersion;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;

/** A version of a reaction, kept for ever: the decision log refers to it. */
@Entity
@IdClass(ReactionVersionEntity.Key.class)
@Table(name = "reaction_version")
public class ReactionVersionEntity {

    /** What names a version. */
    public record Key(String project, String name, int version) implements Serializable {}

    @Id
    public String project = "";

    @Id
    public String name = "";

    @Id
    public int version;

    public String definition = "{}";

    @Column(name = "created_at")
    public Instant createdAt = Instant.EPOCH;

    @Column(name = "created_by")
    public String createdBy = "";

    ReactionVersion stored() {
        return new ReactionVersion(project, name, version, definition, createdAt, createdBy);
    }
}
