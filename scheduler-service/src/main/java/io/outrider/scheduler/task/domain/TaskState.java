package io.outrider.scheduler.task.domain;

import io.outrider.scheduler.node.domain.NodeName;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a task is in its life. Every {@link Open} state has a deadline and a reason, so that no task waits for ever or
 * without saying for what. An {@link Ended} state never changes.
 */
public sealed interface TaskState {

    Attempt attempt();

    TaskStatus status();

    /** Why the task is where it is, for people; null when the status says it all. */
    @Nullable
    String reason();

    /** The node whose load this task is part of: from the START command until the executor's last word. */
    default Optional<NodeName> occupies() {
        return this instanceof AtNode at ? Optional.of(at.node()) : Optional.empty();
    }

    /** A state that something or someone still has to end. */
    sealed interface Open extends TaskState {

        /** When the scheduler itself acts, whatever the others do. */
        Instant deadline();

        @Override
        String reason();
    }

    /** Handed out to a node: START was sent and the executor has not had its last word. */
    sealed interface AtNode extends Open {

        NodeName node();
    }

    /** Waits for a retry's backoff, then for a node. */
    record Waiting(Attempt attempt, Instant deadline, String reason) implements Open {
        @Override
        public TaskStatus status() {
            return TaskStatus.PENDING;
        }
    }

    /** Waits for a node with room; the deadline is the queue's time-out. */
    record Pending(Attempt attempt, Instant deadline, String reason) implements Open {
        @Override
        public TaskStatus status() {
            return TaskStatus.PENDING;
        }

        /** Returns this state with a better explanation. */
        public Pending because(String why) {
            return new Pending(attempt, deadline, why);
        }
    }

    /** START was sent; by the deadline the executor has accepted or refused, or the scheduler takes it back. */
    record Assigned(Attempt attempt, NodeName node, Instant deadline) implements AtNode {
        @Override
        public TaskStatus status() {
            return TaskStatus.ASSIGNED;
        }

        @Override
        public String reason() {
            return "waiting for node " + node + " to accept";
        }
    }

    /** Being taken back: CANCEL was sent, and only the executor knows whether the attempt was accepted before. */
    record Withdrawing(Attempt attempt, NodeName node, Instant deadline, String reason) implements AtNode {
        @Override
        public TaskStatus status() {
            return TaskStatus.ASSIGNED;
        }
    }

    /** The node has taken it; the process starts at any moment. The deadline is a backstop behind the lease. */
    record Accepted(Attempt attempt, NodeName node, Instant deadline, String reason) implements AtNode {
        @Override
        public TaskStatus status() {
            return TaskStatus.ACCEPTED;
        }
    }

    /** The process runs. The deadline is a backstop behind the executor's own time-out and lease. */
    record Running(Attempt attempt, NodeName node, Instant startedAt, Instant deadline, String reason)
            implements AtNode {
        @Override
        public TaskStatus status() {
            return TaskStatus.RUNNING;
        }
    }

    /** CANCEL was sent; ends with the executor's report, or unconfirmed at the deadline. */
    record Cancelling(
            Attempt attempt, NodeName node, @Nullable Instant startedAt, Instant deadline, String reason, Cause cause)
            implements AtNode {
        @Override
        public TaskStatus status() {
            return TaskStatus.CANCELLING;
        }
    }

    /** Why an attempt is being stopped. */
    enum Cause {
        /** Somebody cancelled the job: the task ends. */
        REQUESTED,
        /** The node accepted just when the attempt was being taken back: the attempt ends, retries go on. */
        WITHDRAWN
    }

    /** The end. {@code status} is one of SUCCEEDED, FAILED, TIMED_OUT, CANCELLED, LOST. */
    record Ended(
            Attempt attempt,
            TaskStatus status,
            @Nullable NodeName node,
            @Nullable String reason,
            Outcome outcome,
            @Nullable Instant startedAt,
            Instant finishedAt)
            implements TaskState {}
}
