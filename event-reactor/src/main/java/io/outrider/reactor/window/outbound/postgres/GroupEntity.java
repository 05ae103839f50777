package io.outrider.reactor.window.outbound.postgres;

import io.outrider.reactor.window.domain.RememberedGroups;
import io.outrider.reactor.window.notation.GroupStates;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** What a reaction remembers of a group, for reading; {@link GroupTable} writes. */
@Entity
@Immutable
@IdClass(GroupEntity.Key.class)
@Table(name = "reaction_group")
public class GroupEntity {

    /** What names a row. */
    public record Key(String project, String reaction, String groupKey) implements Serializable {}

    @Id
    public String project = "";

    @Id
    public String reaction = "";

    @Id
    @Column(name = "group_key")
    public String groupKey = "";

    /** Of the reaction that wrote the row. */
    public int version;

    /** JSON, see {@link GroupStates}. */
    public String state = "{}";

    /** When a window closes by itself. */
    public @Nullable Instant deadline;

    @Column(name = "expires_at")
    public Instant expiresAt = Instant.EPOCH;

    public RememberedGroups.Group remembered() {
        return new RememberedGroups.Group(groupKey, version, GroupStates.read(state));
    }
}
