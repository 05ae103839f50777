package io.outrider.reactor.reaction.outbound.postgres;

import io.outrider.reactor.reaction.domain.StoredReaction;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;

/** A reaction in its present version. */
@Entity
@IdClass(ReactionEntity.Key.class)
@Table(name = "reaction")
public class ReactionEntity {

    /** What names a reaction. */
    public record Key(String project, String name) implements Serializable {}

    @Id
    public String project = "";

    @Id
    public String name = "";

    public int version;

    /** JSON, as applied. */
    public String definition = "{}";

    public boolean deleted;

    /** Whether any version since it was created has a memory. */
    public boolean remembers;

    @Column(name = "created_at")
    public Instant createdAt = Instant.EPOCH;

    @Column(name = "created_by")
    public String createdBy = "";

    @Column(name = "updated_at")
    public Instant updatedAt = Instant.EPOCH;

    @Column(name = "updated_by")
    public String updatedBy = "";

    /** Returns it as a value. */
    public StoredReaction stored() {
        return new StoredReaction(project, name, version, definition, createdAt, createdBy, updatedAt, updatedBy);
    }
}
