package io.outrider.scheduler.deadletter.outbound.postgres;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** A row of the table dead_letter. */
@Entity
@Table(name = "dead_letter")
class DeadLetterRow {

    @Id
    long id;

    String consumer = "";
    String topic = "";
    int part;
    long start;
    byte @Nullable [] key;
    byte @Nullable [] value;
    String headers = "{}";
    String reason = "";
    OffsetDateTime at = OffsetDateTime.MIN;

    @Column(name = "replayed_at")
    @Nullable
    OffsetDateTime replayedAt;

    @Column(name = "replayed_by")
    @Nullable
    String replayedBy;
}
