package io.outrider.gateway.attempt.outbound.postgres;

import io.outrider.gateway.attempt.application.Assignment;
import io.outrider.gateway.attempt.application.AttemptRow;
import io.outrider.gateway.attempt.domain.AttemptKey;
import io.outrider.gateway.attempt.domain.AttemptState;
import io.outrider.gateway.attempt.domain.AttemptState.Ended;
import io.outrider.gateway.attempt.domain.AttemptState.Held;
import io.outrider.gateway.attempt.domain.AttemptState.Offered;
import io.outrider.gateway.attempt.domain.Outcome;
import io.outrider.protocol.ProtocolJson;
import io.outrider.protocol.TaskSpec;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Attempts as rows, and batches of them as arrays for {@code unnest}. */
final class AttemptRows {

    private AttemptRows() {}

    static AttemptRow read(Row row) {
        AttemptKey key = new AttemptKey(row.getString("task_id"), row.getInteger("attempt"));
        var causation = new Assignment.Causation(
                row.getString("causation_id"),
                row.getString("correlation_id"),
                row.getString("actor"),
                row.getString("traceparent"));
        var assignment = new Assignment(
                row.getString("job_id"),
                row.getString("project"),
                row.getInteger("grace_seconds"),
                null,
                List.of(),
                new Assignment.Part(
                        row.getString("template"),
                        row.getString("method"),
                        row.getString("reaction"),
                        row.getInteger("causation_depth")),
                causation);
        return new AttemptRow(key, state(row), assignment, row.getLong("log_size"));
    }

    private static AttemptState state(Row row) {
        int epoch = row.getInteger("epoch");
        String node = row.getString("node");
        String nonce = row.getString("nonce");
        String status = row.getString("status");
        return switch (status) {
            case "OFFERED" -> new Offered(epoch, node, nonce, time(row, "deadline"));
            case "HELD" ->
                new Held(
                        epoch,
                        node,
                        nonce,
                        row.getString("session"),
                        time(row, "deadline"),
                        time(row, "accepted_at"),
                        row.getOffsetDateTime("started_at") == null ? null : time(row, "started_at"),
                        row.getString("cancel_reason"),
                        row.getOffsetDateTime("stop_by") == null ? null : time(row, "stop_by"));
            case "ENDED" ->
                new Ended(
                        epoch,
                        node,
                        nonce,
                        Outcome.valueOf(row.getString("outcome")),
                        row.getBoolean("reported"),
                        time(row, "ended_at"));
            default -> throw new IllegalStateException("Expected OFFERED, HELD or ENDED in task, but was " + status);
        };
    }

    private static Instant time(Row row, String column) {
        return Objects.requireNonNull(row.getOffsetDateTime(column)).toInstant();
    }

    static Tuple whole(List<AttemptRow> rows) {
        Columns columns = new Columns(rows);
        return columns.add(String[]::new, row -> row.key().task())
                .add(Integer[]::new, row -> row.key().attempt())
                .add(Integer[]::new, row -> row.state().epoch())
                .add(String[]::new, row -> row.assignment().job())
                .add(String[]::new, row -> row.assignment().project())
                .add(String[]::new, row -> row.state().node())
                .add(String[]::new, row -> status(row.state()))
                .add(String[]::new, row -> row.state().nonce())
                .add(OffsetDateTime[]::new, row -> deadline(row.state()))
                .add(String[]::new, row -> session(row.state()))
                .add(OffsetDateTime[]::new, row -> startedAt(row.state()))
                .add(OffsetDateTime[]::new, row -> acceptedAt(row.state()))
                .add(String[]::new, row -> cancelReason(row.state()))
                .add(OffsetDateTime[]::new, row -> stopBy(row.state()))
                .add(Integer[]::new, row -> row.assignment().graceSeconds())
                .add(String[]::new, row -> outcome(row.state()))
                .add(Boolean[]::new, row -> reported(row.state()))
                .add(OffsetDateTime[]::new, row -> endedAt(row.state()))
                .add(Long[]::new, AttemptRow::logSize)
                .add(String[]::new, row -> row.assignment().causation().causationId())
                .add(String[]::new, row -> row.assignment().causation().correlationId())
                .add(String[]::new, row -> row.assignment().causation().actor())
                .add(String[]::new, row -> row.assignment().causation().traceparent())
                .add(String[]::new, AttemptRows::spec)
                .add(String[]::new, row -> String.join(" ", row.assignment().blobs()))
                .add(String[]::new, row -> row.assignment().part().template())
                .add(String[]::new, row -> row.assignment().part().method())
                .add(String[]::new, row -> row.assignment().part().reaction())
                .add(Integer[]::new, row -> row.assignment().part().causationDepth())
                .tuple;
    }

    static Tuple states(List<AttemptRow> rows) {
        Columns columns = new Columns(rows);
        return columns.add(String[]::new, row -> row.key().task())
                .add(Integer[]::new, row -> row.key().attempt())
                .add(String[]::new, row -> status(row.state()))
                .add(OffsetDateTime[]::new, row -> deadline(row.state()))
                .add(String[]::new, row -> session(row.state()))
                .add(OffsetDateTime[]::new, row -> startedAt(row.state()))
                .add(OffsetDateTime[]::new, row -> acceptedAt(row.state()))
                .add(String[]::new, row -> cancelReason(row.state()))
                .add(OffsetDateTime[]::new, row -> stopBy(row.state()))
                .add(String[]::new, row -> outcome(row.state()))
                .add(Boolean[]::new, row -> reported(row.state()))
                .add(OffsetDateTime[]::new, row -> endedAt(row.state()))
                .add(Long[]::new, AttemptRow::logSize)
                .tuple;
    }

    /** Collects one array for each column. */
    private static final class Columns {

        private final List<AttemptRow> rows;
        private final Tuple tuple = Tuple.tuple();

        Columns(List<AttemptRow> rows) {
            this.rows = rows;
        }

        <T> Columns add(IntFunction<@Nullable T[]> array, Function<AttemptRow, @Nullable T> column) {
            tuple.addValue(rows.stream().map(column).toArray(array));
            return this;
        }
    }

    private static @Nullable String spec(AttemptRow row) {
        TaskSpec spec = row.assignment().spec();
        return spec == null || row.state() instanceof Ended
                ? null
                : new String(ProtocolJson.write(spec), StandardCharsets.UTF_8);
    }

    private static String status(AttemptState state) {
        return switch (state) {
            case Offered offered -> "OFFERED";
            case Held held -> "HELD";
            case Ended ended -> "ENDED";
        };
    }

    private static @Nullable OffsetDateTime deadline(AttemptState state) {
        return switch (state) {
            case Offered offered -> offset(offered.deadline());
            case Held held -> offset(held.deadline());
            case Ended ended -> null;
        };
    }

    private static @Nullable String session(AttemptState state) {
        return state instanceof Held held ? held.session() : null;
    }

    private static @Nullable OffsetDateTime startedAt(AttemptState state) {
        return state instanceof Held held ? offset(held.startedAt()) : null;
    }

    private static @Nullable OffsetDateTime acceptedAt(AttemptState state) {
        return state instanceof Held held ? offset(held.acceptedAt()) : null;
    }

    private static @Nullable String cancelReason(AttemptState state) {
        return state instanceof Held held ? held.cancelReason() : null;
    }

    private static @Nullable OffsetDateTime stopBy(AttemptState state) {
        return state instanceof Held held ? offset(held.stopBy()) : null;
    }

    private static @Nullable String outcome(AttemptState state) {
        return state instanceof Ended ended ? ended.outcome().name() : null;
    }

    private static boolean reported(AttemptState state) {
        return state instanceof Ended ended && ended.reported();
    }

    private static @Nullable OffsetDateTime endedAt(AttemptState state) {
        return state instanceof Ended ended ? offset(ended.at()) : null;
    }

    private static @Nullable OffsetDateTime offset(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
