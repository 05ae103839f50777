package io.outrider.gateway.attempt.application;

import io.outrider.gateway.attempt.domain.AttemptEvent;
import io.outrider.gateway.attempt.domain.AttemptState;
import io.outrider.gateway.attempt.domain.Outcome;
import io.outrider.protocol.Report;
import io.outrider.tracing.SpanIds;
import io.outrider.tracing.TraceContext;
import io.outrider.tracing.TracedSpan;
import io.outrider.tracing.Tracing;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The agent's part of a trace: getting ready, and the run of the process. An agent reaches nothing but its gateway, which records both
 * spans for it when the attempt is over. The run's id follows from the attempt, so that the process can be told it when it starts.
 */
@ApplicationScoped
public class RunTraces {

    private final Tracing tracing;

    RunTraces(Tracing tracing) {
        this.tracing = tracing;
    }

    /** Returns the variables of a process with {@code TRACEPARENT} among them, if its attempt is traced and the template sets none. */
    public static Map<String, String> variables(
            Map<String, String> env, @Nullable String traceparent, String task, int attempt, int epoch) {
        TraceContext context = TraceContext.parse(traceparent);
        if (context == null || env.containsKey("TRACEPARENT")) {
            return env;
        }
        Map<String, String> variables = new HashMap<>(env);
        variables.put(
                "TRACEPARENT", context.at(SpanIds.ofRun(task, attempt, epoch)).traceparent());
        return variables;
    }

    /**
     * Records what became of an attempt. A transaction that is tried again records the same spans under the same ids.
     *
     * @param before the attempt until now
     */
    void ended(AttemptRow before, AttemptEvent.Finished finished, @Nullable Report report, Instant now) {
        if (!tracing.isOn() || !(before.state() instanceof AttemptState.Held held)) {
            return;
        }
        String parent = before.assignment().causation().traceparent();
        Instant started = started(finished, report, now);
        describe(tracing.since(held.acceptedAt(), parent, "prepare task", null), before, held)
                .end(started == null ? now : started);
        if (started == null) {
            return;
        }
        String id = SpanIds.ofRun(before.key().task(), before.key().attempt(), finished.epoch());
        TracedSpan run = describe(tracing.since(started, parent, "run task", id), before, held);
        if (report != null && report.exitCode() != null) {
            run.set("process.exit.code", report.exitCode());
        }
        if (finished.outcome() != Outcome.SUCCEEDED) {
            run.fail(finished.outcome().name());
        }
        run.end(now);
    }

    /** An end may come without the start having been reported before. */
    private static @Nullable Instant started(AttemptEvent.Finished finished, @Nullable Report report, Instant now) {
        if (finished.startedAt() != null || report == null || report.startedMillisAgo() == null) {
            return finished.startedAt();
        }
        return now.minusMillis(report.startedMillisAgo());
    }

    private static TracedSpan describe(TracedSpan span, AttemptRow row, AttemptState.Held held) {
        span.set("outrider.job", row.assignment().job());
        span.set("outrider.task", row.key().task());
        span.set("outrider.attempt", row.key().attempt());
        span.set("outrider.node", held.node());
        return span;
    }
}
