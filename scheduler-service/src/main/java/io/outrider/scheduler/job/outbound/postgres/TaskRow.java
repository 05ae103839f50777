package io.outrider.scheduler.job.outbound.postgres;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.OffsetDateTime;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A row of the table task, to read only: the decision loop writes it. */
@Entity
@Immutable
@Table(name = "task")
class TaskRow {

    @Id
    String id = "";

    @Column(name = "job_id")
    String jobId = "";

    int place;
    String queue = "";
    String status = "";

    @Nullable
    String reason;

    int attempt;
    int epoch;

    @Column(name = "refused_by")
    String refusedBy = "";

    @Nullable
    String node;

    @Nullable
    OffsetDateTime deadline;

    @Column(name = "started_at")
    @Nullable
    OffsetDateTime startedAt;

    @Column(name = "finished_at")
    @Nullable
    OffsetDateTime finishedAt;

    @Column(name = "exit_code")
    @Nullable
    Integer exitCode;

    @Nullable
    String outputs;

    @Nullable
    String artifacts;

    @Column(name = "log_size")
    long logSize;
}
