package io.outrider.scheduler.round.application;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.outrider.scheduler.job.domain.JobState;
import io.outrider.scheduler.job.domain.JobStatus;
import io.outrider.scheduler.task.domain.TaskState;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Locale;

/** Counts what rounds decide, and how long jobs take from one milestone to the next. */
@ApplicationScoped
class RoundMeters {

    /** From what a quick start takes to what a long job does; quantiles are read between them. */
    private static final Duration[] BOUNDARIES = {
        Duration.ofMillis(5), Duration.ofMillis(10), Duration.ofMillis(25), Duration.ofMillis(50),
        Duration.ofMillis(100), Duration.ofMillis(250), Duration.ofMillis(500), Duration.ofSeconds(1),
        Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofMinutes(2), Duration.ofMinutes(10),
        Duration.ofHours(1)
    };

    private final MeterRegistry meters;
    private final Timer assigned;
    private final Timer begun;
    private final Timer finished;

    RoundMeters(MeterRegistry meters) {
        this.meters = meters;
        this.assigned = timer(meters, "outrider.job.submit.to.assign");
        this.begun = timer(meters, "outrider.job.submit.to.accept");
        this.finished = timer(meters, "outrider.job.submit.to.finish");
        for (JobStatus status : JobStatus.values()) {
            changes(status);
        }
    }

    private static Timer timer(MeterRegistry meters, String name) {
        return Timer.builder(name).serviceLevelObjectives(BOUNDARIES).register(meters);
    }

    private Counter changes(JobStatus status) {
        return meters.counter("outrider.jobs", "status", status.name().toLowerCase(Locale.ROOT));
    }

    void record(Sheet sheet) {
        meters.summary("outrider.round.tasks").record(sheet.tasks().size());
        for (TaskEntry task : sheet.tasks()) {
            if (task.state() instanceof TaskState.Assigned && (task.isNew() || task.isChanged())) {
                assigned.record(since(task.job(), sheet));
            }
        }
        for (JobEntry job : sheet.jobs()) {
            for (JobState state : job.milestones()) {
                changes(state.status()).increment();
                switch (state) {
                    case JobState.Running running -> begun.record(since(job, sheet));
                    case JobState.Ended ended -> finished.record(since(job, sheet));
                    default -> {}
                }
            }
        }
    }

    private static Duration since(JobEntry job, Sheet sheet) {
        return Duration.between(job.job().createdAt(), sheet.now());
    }
}
