package io.outrider.tracing;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An attempt that is over, as its executor records it.
 *
 * @param job id of the job
 * @param node where it ran
 * @param acceptedAt when the node took it
 * @param startedAt when its process began; null if it never did
 * @param exitCode of the process; null if it is not known
 * @param failure what it failed by, in a word; null if it succeeded
 */
public record Run(
        String job,
        String task,
        int attempt,
        int epoch,
        String node,
        Instant acceptedAt,
        @Nullable Instant startedAt,
        Instant endedAt,
        @Nullable Integer exitCode,
        @Nullable String failure) {

    private static final String VARIABLE = "TRACEPARENT";

    /** Returns the variables of a process with {@value #VARIABLE} among them, if its attempt is traced and the template sets none. */
    public static Map<String, String> variables(
            Map<String, String> env, @Nullable String traceparent, String task, int attempt, int epoch) {
        TraceContext context = TraceContext.parse(traceparent);
        if (context == null || env.containsKey(VARIABLE)) {
            return env;
        }
        Map<String, String> variables = new HashMap<>(env);
        variables.put(VARIABLE, context.at(SpanIds.ofRun(task, attempt, epoch)).traceparent());
        return variables;
    }

    /** Records getting ready, and the run itself under the id that its process was told. The same once more is the same span. */
    void record(Tracing tracing, @Nullable String traceparent) {
        TracedSpan ready = describe(tracing.since(acceptedAt, traceparent, "prepare task", null));
        ready.end(startedAt == null ? endedAt : startedAt);
        if (startedAt == null) {
            return;
        }
        TracedSpan run =
                describe(tracing.since(startedAt, traceparent, "run task", SpanIds.ofRun(task, attempt, epoch)));
        if (exitCode != null) {
            run.set("process.exit.code", exitCode);
        }
        if (failure != null) {
            run.fail(failure);
        }
        run.end(endedAt);
    }

    private TracedSpan describe(TracedSpan span) {
        span.set("outrider.job", job);
        span.set("outrider.task", task);
        span.set("outrider.attempt", attempt);
        span.set("outrider.node", node);
        return span;
    }
}
