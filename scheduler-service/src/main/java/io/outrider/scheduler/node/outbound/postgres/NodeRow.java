package io.outrider.scheduler.node.outbound.postgres;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.OffsetDateTime;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A row of the table node, to read only: the decision loop writes it. */
@Entity
@Immutable
@Table(name = "node")
class NodeRow {

    @Id
    String name = "";

    String executor = "";
    String project = "";
    String status = "";

    @Nullable
    String reason;

    String labels = "{}";
    String facts = "{}";
    String runtimes = "";
    int slots;

    @Column(name = "free_slots")
    int freeSlots;

    @Column(name = "agent_version")
    @Nullable
    String agentVersion;

    @Column(name = "last_seen")
    OffsetDateTime lastSeen = OffsetDateTime.MIN;

    OffsetDateTime at = OffsetDateTime.MIN;
}
