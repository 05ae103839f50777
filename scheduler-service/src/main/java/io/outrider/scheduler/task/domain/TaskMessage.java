package io.outrider.scheduler.task.domain;

import io.outrider.scheduler.node.domain.NodeName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What can happen to a task. */
public sealed interface TaskMessage {

    /** A node has room for it. */
    record Assign(NodeName node) implements TaskMessage {}

    /** Somebody wants it to end. */
    record Cancel(String reason) implements TaskMessage {}

    /** Its node cannot be reached: take it back unless the node has accepted it. */
    record Withdraw(String reason) implements TaskMessage {}

    /** Time went by; means nothing before the state's deadline, so it may be repeated and come from several replicas. */
    record TimePassed() implements TaskMessage {}

    /** The executor's word about one hand-out. */
    record Report(
            Fence fence, NodeName node, Word word, @Nullable Instant startedAt) implements TaskMessage {}

    /** What an executor can say. */
    sealed interface Word {

        record Accepted() implements Word {}

        record Running() implements Word {}

        record Succeeded(Outcome outcome) implements Word {}

        record Failed(@Nullable String reason, Outcome outcome) implements Word {}

        record TimedOut(@Nullable String reason, Outcome outcome) implements Word {}

        /** Stopped, either on our CANCEL or by the executor's own decision. */
        record Cancelled(@Nullable String reason, Outcome outcome) implements Word {}

        /** Never started, and never will be: the only word after which the same attempt may be handed out again. */
        record Refused(@Nullable String reason) implements Word {}

        /** The lease ran out: whether it began or ended is unknown. */
        record Lost(@Nullable String reason) implements Word {}
    }
}
