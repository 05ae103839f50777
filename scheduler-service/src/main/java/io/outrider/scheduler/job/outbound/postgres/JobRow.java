package io.outrider.scheduler.job.outbound.postgres;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.OffsetDateTime;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A row of the table job, to read only: the decision loop writes it. */
@Entity
@Immutable
@Table(name = "job")
class JobRow {

    @Id
    String id = "";

    long seq;
    String project = "";
    String template = "";

    @Nullable
    String version;

    String method = "";
    String parameters = "{}";
    String sensitive = "";

    @Column(name = "target_node")
    @Nullable
    String targetNode;

    @Column(name = "target_selector")
    @Nullable
    String targetSelector;

    @Column(name = "target_all")
    boolean targetAll;

    @Column(name = "timeout_ms")
    long timeoutMs;

    @Column(name = "retry_limit")
    int retryLimit;

    @Column(name = "backoff_ms")
    long backoffMs;

    @Column(name = "on_lost")
    String onLost = "FAIL";

    @Nullable
    String event;

    @Nullable
    String reaction;

    @Column(name = "causation_depth")
    int causationDepth;

    @Column(name = "created_by")
    String createdBy = "";

    @Column(name = "created_at")
    OffsetDateTime createdAt = OffsetDateTime.MIN;

    @Column(name = "correlation_id")
    String correlationId = "";

    @Column(name = "causation_id")
    @Nullable
    String causationId;

    @Nullable
    String traceparent;

    String status = "";

    @Nullable
    String reason;

    @Nullable
    String outputs;

    @Column(name = "tasks_total")
    int tasksTotal;

    @Column(name = "tasks_open")
    int tasksOpen;

    @Column(name = "tasks_failed")
    int tasksFailed;

    @Column(name = "first_failure")
    @Nullable
    String firstFailure;

    @Column(name = "started_at")
    @Nullable
    OffsetDateTime startedAt;

    @Column(name = "finished_at")
    @Nullable
    OffsetDateTime finishedAt;
}
