package io.outrider.scheduler.task.outbound.postgres;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.outrider.scheduler.node.domain.NodeName;
import io.outrider.scheduler.task.domain.Artifact;
import io.outrider.scheduler.task.domain.Attempt;
import io.outrider.scheduler.task.domain.Outcome;
import io.outrider.scheduler.task.domain.TaskState;
import io.outrider.scheduler.task.domain.TaskState.Cause;
import io.outrider.scheduler.task.domain.TaskStatus;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A task's state as the table has it; null where the state has no such thing.
 *
 * @param status names the state, finer than what users see
 */
public record TaskCells(
        String status,
        @Nullable String reason,
        int attempt,
        int epoch,
        String refusedBy,
        @Nullable String node,
        @Nullable Instant deadline,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable Integer exitCode,
        @Nullable String outputs,
        @Nullable String artifacts,
        long logSize) {

    private static final TypeReference<List<Artifact>> ARTIFACTS = new TypeReference<>() {};

    /** Returns the cells of a state. */
    public static TaskCells of(TaskState state, ObjectMapper json) {
        return switch (state) {
            case TaskState.Waiting s -> open(s, "WAITING", null);
            case TaskState.Pending s -> open(s, "PENDING", null);
            case TaskState.Assigned s -> open(s, "ASSIGNED", null);
            case TaskState.Withdrawing s -> open(s, "WITHDRAWING", null);
            case TaskState.Accepted s -> open(s, "ACCEPTED", null);
            case TaskState.Running s -> open(s, "RUNNING", s.startedAt());
            case TaskState.Cancelling s ->
                open(s, s.cause() == Cause.REQUESTED ? "CANCELLING" : "STOPPING", s.startedAt());
            case TaskState.Ended s -> ended(s, json);
        };
    }

    private static TaskCells open(TaskState.Open state, String status, @Nullable Instant startedAt) {
        return new TaskCells(
                status,
                state.reason(),
                state.attempt().number(),
                state.attempt().epoch(),
                refusedBy(state),
                state.occupies().map(NodeName::value).orElse(null),
                state.deadline(),
                startedAt,
                null,
                null,
                null,
                null,
                0);
    }

    private static TaskCells ended(TaskState.Ended state, ObjectMapper json) {
        NodeName node = state.node();
        return new TaskCells(
                state.status().name(),
                state.reason(),
                state.attempt().number(),
                state.attempt().epoch(),
                refusedBy(state),
                node == null ? null : node.value(),
                null,
                state.startedAt(),
                state.finishedAt(),
                state.outcome().exitCode(),
                state.outcome().outputs(),
                written(state.outcome().artifacts(), json),
                state.outcome().logSize());
    }

    /** Returns the state of these cells. */
    public TaskState state(ObjectMapper json) {
        String why = reason == null ? "" : reason;
        return switch (status) {
            case "WAITING" -> new TaskState.Waiting(attempted(), due(), why);
            case "PENDING" -> new TaskState.Pending(attempted(), due(), why);
            case "ASSIGNED" -> new TaskState.Assigned(attempted(), there(), due());
            case "WITHDRAWING" -> new TaskState.Withdrawing(attempted(), there(), due(), why);
            case "ACCEPTED" -> new TaskState.Accepted(attempted(), there(), due(), why);
            case "RUNNING" -> new TaskState.Running(attempted(), there(), present(startedAt, "start"), due(), why);
            case "CANCELLING" -> new TaskState.Cancelling(attempted(), there(), startedAt, due(), why, Cause.REQUESTED);
            case "STOPPING" -> new TaskState.Cancelling(attempted(), there(), startedAt, due(), why, Cause.WITHDRAWN);
            default ->
                new TaskState.Ended(
                        attempted(),
                        TaskStatus.valueOf(status),
                        node == null ? null : new NodeName(node),
                        reason,
                        new Outcome(exitCode, outputs, read(artifacts, json), logSize),
                        startedAt,
                        present(finishedAt, "end"));
        };
    }

    private Attempt attempted() {
        List<NodeName> nodes = refusedBy.isEmpty()
                ? List.of()
                : Stream.of(refusedBy.split(",")).map(NodeName::new).toList();
        return new Attempt(attempt, epoch, nodes);
    }

    private Instant due() {
        return present(deadline, "deadline");
    }

    private NodeName there() {
        return new NodeName(present(node, "node"));
    }

    private <V> V present(@Nullable V value, String what) {
        if (value == null) {
            throw new IllegalStateException(
                    "Expected a task that is " + status + " to have a " + what + ", but the stored one has none");
        }
        return value;
    }

    private static String refusedBy(TaskState state) {
        return state.attempt().refusedBy().stream().map(NodeName::value).collect(Collectors.joining(","));
    }

    private static @Nullable String written(List<Artifact> artifacts, ObjectMapper json) {
        try {
            return artifacts.isEmpty() ? null : json.writeValueAsString(artifacts);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Expected artifacts to have a JSON form, but they have none", e);
        }
    }

    private static List<Artifact> read(@Nullable String text, ObjectMapper json) {
        try {
            return text == null ? List.of() : json.readValue(text, ARTIFACTS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Expected stored artifacts to be readable, but they are not", e);
        }
    }
}
