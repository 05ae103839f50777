package io.outrider.k8s.attempt.application;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.outrider.k8s.attempt.application.Announcing.Ending;
import io.outrider.k8s.attempt.domain.AttemptEvent;
import io.outrider.k8s.attempt.domain.AttemptEvent.Ended;
import io.outrider.k8s.attempt.domain.JobSight;
import io.outrider.k8s.attempt.domain.Outcome;
import io.outrider.k8s.attempt.domain.PodSight;
import io.outrider.k8s.log.application.FollowedLog;
import io.outrider.k8s.log.application.FollowingLogs;
import io.outrider.k8s.log.application.LogEnd;
import io.outrider.tracing.Run;
import io.outrider.tracing.Tracing;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Says what attempts come to, with what goes along: the log from the start on, and at the end its rest before the last word. */
@ApplicationScoped
public class Telling {

    private static final Logger LOG = Logger.getLogger(Telling.class);
    private static final Duration LOG_PATIENCE = Duration.ofSeconds(20);
    private static final Duration LOST_PATIENCE = Duration.ofSeconds(3);
    private static final int MAX_REASON = 8_000;

    private final Cluster cluster;
    private final Announcing announcing;
    private final FollowingLogs logs;
    private final Results results;
    private final Clock clock;
    private final MeterRegistry meters;
    private final Tracing tracing;

    Telling(
            Cluster cluster,
            Announcing announcing,
            FollowingLogs logs,
            Results results,
            Clock clock,
            MeterRegistry meters,
            Tracing tracing) {
        this.cluster = cluster;
        this.announcing = announcing;
        this.logs = logs;
        this.results = results;
        this.clock = clock;
        this.meters = meters;
        this.tracing = tracing;
    }

    /** Counts every outcome from 0 on: the first of its kind would not be seen to have come otherwise. */
    static void countFromTheStart(MeterRegistry meters) {
        for (Outcome outcome : Outcome.values()) {
            counter(meters, outcome);
        }
    }

    private static Counter counter(MeterRegistry meters, Outcome outcome) {
        return meters.counter("outrider.k8s.ended", "outcome", outcome.name().toLowerCase(Locale.ROOT));
    }

    void tell(LiveAttempt attempt, Papers papers, AttemptEvent event, Instant now) {
        switch (event) {
            case AttemptEvent.Accepted accepted -> announcing.accepted(papers, now);
            case AttemptEvent.Started started -> {
                attempt.startedAt = started.at();
                announcing.started(papers, started.at(), now);
                follow(attempt, papers);
            }
            case Ended ended -> throw new IllegalStateException("Expected an end to be told by itself");
        }
    }

    private void follow(LiveAttempt attempt, Papers papers) {
        PodSight pod = attempt.pod;
        if (attempt.log != null || pod == null) {
            return;
        }
        var hidden = cluster.inputs(attempt.key).map(Hiding::texts).orElse(java.util.Set.of());
        attempt.log = logs.follow(papers, pod.name(), hidden, attempt.mark, mark -> cluster.mark(attempt.key, mark));
    }

    /** Says the last word; returns once it is safe and noted on the Job. */
    void ended(LiveAttempt attempt, Papers papers, Ended ended) throws InterruptedException {
        LogEnd log = rest(attempt, ended);
        Result result = attempt.result;
        if (result == null && attempt.pod != null) {
            result = results.fromMessage(attempt.pod.collected());
        }
        Ending ending = ending(ended, result, log, attempt.startedAt);
        announcing.ended(papers, ending, clock.instant());
        trace(attempt, papers, ending);
        counter(meters, ending.outcome()).increment();
        LOG.infof("%s ended: %s%s", attempt.key, ending.outcome(), ended.reason() == null ? "" : ", " + ended.reason());
        try {
            cluster.reported(attempt.key, ending.outcome());
        } catch (RuntimeException e) {
            // After a restart the same word is said again, and dropped by who has heard it.
            LOG.warnf("Expected to note the end of %s on its Job, but %s", attempt.key, e.getMessage());
        }
    }

    private void trace(LiveAttempt attempt, Papers papers, Ending ending) {
        JobSight job = attempt.job;
        if (!tracing.isOn() || job == null) {
            return;
        }
        Run run = new Run(
                papers.job(),
                papers.key().task(),
                papers.key().attempt(),
                papers.key().epoch(),
                papers.node(),
                job.createdAt(),
                ending.startedAt(),
                clock.instant(),
                ending.exitCode(),
                ending.outcome() == Outcome.SUCCEEDED ? null : ending.outcome().name());
        tracing.ended(run, papers.causation().traceparent());
    }

    private static LogEnd rest(LiveAttempt attempt, Ended ended) throws InterruptedException {
        FollowedLog log = attempt.log;
        if (log == null) {
            return LogEnd.NONE;
        }
        return log.finish(ended.outcome() == Outcome.LOST ? LOST_PATIENCE : LOG_PATIENCE);
    }

    private static Ending ending(Ended ended, @Nullable Result result, LogEnd log, @Nullable Instant startedAt) {
        Outcome outcome = ended.outcome();
        String reason = ended.reason();
        if (outcome == Outcome.SUCCEEDED && result == null) {
            outcome = Outcome.FAILED;
            reason = "it ended well, but what it left could not be collected in time";
        } else if (outcome == Outcome.SUCCEEDED && result != null && result.problem() != null) {
            outcome = Outcome.FAILED;
            reason = result.problem();
        } else if (outcome == Outcome.FAILED && !log.lastLines().isBlank()) {
            reason = (reason == null ? "failed" : reason) + ". Last lines of the log:\n" + log.lastLines();
        }
        return new Ending(outcome, ended.exitCode(), clipped(reason), result, log.size(), startedAt);
    }

    private static @Nullable String clipped(@Nullable String text) {
        return text == null || text.length() <= MAX_REASON ? text : text.substring(0, MAX_REASON);
    }
}
