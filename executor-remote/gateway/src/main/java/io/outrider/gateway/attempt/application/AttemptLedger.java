package io.outrider.gateway.attempt.application;

import io.outrider.gateway.attempt.domain.AttemptCommand;
import io.outrider.gateway.attempt.domain.AttemptDecider;
import io.outrider.gateway.attempt.domain.AttemptEvent;
import io.outrider.gateway.attempt.domain.AttemptKey;
import io.outrider.gateway.attempt.domain.Decision;
import io.outrider.gateway.attempt.outbound.kafka.TaskNews;
import io.outrider.gateway.attempt.outbound.postgres.AttemptTable;
import io.outrider.outbox.OpenTransaction;
import io.outrider.outbox.OutgoingMessage;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Applies steps to attempts in a transaction: one query locks and reads them all, the rules decide in the order of the steps, one
 * query stores what changed. The messages that follow are returned for the outbox.
 */
@ApplicationScoped
public class AttemptLedger {

    private final AttemptTable table;
    private final TaskNews news;
    private final RunTraces traces;
    private final Clock clock;

    AttemptLedger(AttemptTable table, TaskNews news, RunTraces traces, Clock clock) {
        this.table = table;
        this.news = news;
        this.traces = traces;
        this.clock = clock;
    }

    /** What a batch came to: a result for each step, in their order; whether the messages are published at once. */
    public record Applied(List<StepResult> results, List<OutgoingMessage<?>> messages, boolean urgent) {}

    /** Applies the steps; reads wait for the database, and the commit for what is written. */
    public Applied apply(OpenTransaction tx, List<Step> steps) {
        Instant now = clock.instant();
        List<AttemptKey> keys =
                steps.stream().map(Step::key).distinct().sorted().toList();
        Map<AttemptKey, AttemptRow> rows = new HashMap<>(table.lock(tx, keys));
        Pass pass = new Pass(rows, now);
        List<StepResult> results = steps.stream().map(pass::apply).toList();
        table.insert(tx, List.copyOf(pass.inserted.values()));
        table.update(tx, List.copyOf(pass.changed.values()));
        return new Applied(results, pass.fresh.messages(), pass.fresh.urgent());
    }

    /** One walk through the steps of a batch. */
    private final class Pass {

        private final Map<AttemptKey, AttemptRow> rows;
        private final Map<AttemptKey, AttemptRow> inserted = new LinkedHashMap<>();
        private final Map<AttemptKey, AttemptRow> changed = new LinkedHashMap<>();
        private final TaskNews.Collector fresh;
        private final Instant now;

        Pass(Map<AttemptKey, AttemptRow> rows, Instant now) {
            this.rows = rows;
            this.now = now;
            this.fresh = news.collector(now);
        }

        StepResult apply(Step step) {
            AttemptRow row = rows.get(step.key());
            Decision decision = AttemptDecider.decide(row == null ? null : row.state(), command(step, row), now);
            AttemptRow next = next(step, row, decision);
            if (next == null) {
                return new StepResult(step, decision.answer(), null, null, 0);
            }
            // A superseded epoch's end goes out under the old assignment.
            AttemptRow told = row == null ? next : row;
            decision.events().forEach(event -> {
                boolean current = event.epoch() == next.state().epoch();
                fresh.add(event, current ? next : told, current ? step.report() : null);
                if (row != null && event instanceof AttemptEvent.Finished finished) {
                    traces.ended(row, finished, current ? step.report() : null, now);
                }
            });
            return new StepResult(
                    step,
                    decision.answer(),
                    row == null ? null : row.state(),
                    next.state(),
                    next.assignment().graceSeconds());
        }

        private static AttemptCommand command(Step step, @Nullable AttemptRow row) {
            return row != null && step.command() instanceof AttemptCommand.Cancel cancel
                    ? cancel.withGrace(Duration.ofSeconds(row.assignment().graceSeconds()))
                    : step.command();
        }

        private @Nullable AttemptRow next(Step step, @Nullable AttemptRow row, Decision decision) {
            if (decision.state() == null) {
                return null;
            }
            boolean newEpoch =
                    row == null || row.state().epoch() != decision.state().epoch();
            if (!newEpoch && row.state() == decision.state()) {
                return row;
            }
            Assignment assignment = newEpoch ? step.assignment() : row.assignment();
            if (assignment == null) {
                throw new IllegalStateException("Expected an assignment with a new epoch of " + step.key());
            }
            long logSize = newEpoch ? 0 : row.logSize();
            if (!newEpoch && step.report() != null && step.report().log() != null) {
                logSize = Math.max(logSize, fresh.tail(row, step.report(), logSize));
            }
            AttemptRow next = new AttemptRow(step.key(), decision.state(), assignment, logSize);
            rows.put(step.key(), next);
            if (newEpoch || inserted.containsKey(step.key())) {
                changed.remove(step.key());
                inserted.put(step.key(), next);
            } else {
                changed.put(step.key(), next);
            }
            return next;
        }
    }
}
