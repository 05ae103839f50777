package io.outrider.gateway.attempt.application;

import io.outrider.gateway.attempt.domain.AttemptEvent;
import io.outrider.gateway.attempt.domain.AttemptState;
import io.outrider.gateway.attempt.domain.Outcome;
import io.outrider.protocol.Report;
import io.outrider.tracing.Run;
import io.outrider.tracing.Tracing;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The agent's part of a trace. An agent reaches nothing but its gateway, which records it when the attempt is over. */
@ApplicationScoped
class RunTraces {

    private final Tracing tracing;

    RunTraces(Tracing tracing) {
        this.tracing = tracing;
    }

    /**
     * Records what became of an attempt. A transaction that is tried again records the same run under the same id.
     *
     * @param before the attempt until now
     */
    void ended(AttemptRow before, AttemptEvent.Finished finished, @Nullable Report report, Instant now) {
        if (!tracing.isOn() || !(before.state() instanceof AttemptState.Held held)) {
            return;
        }
        Run run = new Run(
                before.assignment().job(),
                before.key().task(),
                before.key().attempt(),
                finished.epoch(),
                held.node(),
                held.acceptedAt(),
                started(finished, report, now),
                now,
                report == null ? null : report.exitCode(),
                finished.outcome() == Outcome.SUCCEEDED
                        ? null
                        : finished.outcome().name());
        tracing.ended(run, before.assignment().causation().traceparent());
    }

    /** An end may come without the start having been reported before. */
    private static @Nullable Instant started(AttemptEvent.Finished finished, @Nullable Report report, Instant now) {
        if (finished.startedAt() != null || report == null || report.startedMillisAgo() == null) {
            return finished.startedAt();
        }
        return now.minusMillis(report.startedMillisAgo());
    }
}
