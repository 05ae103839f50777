package io.outrider.scheduler.round.application;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.outrider.scheduler.job.domain.JobState;
import io.outrider.scheduler.task.domain.TaskState;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Locale;

/** Counts what rounds decide, and how long jobs take from one milestone to the next. */
@ApplicationScoped
class RoundMeters {

    private final MeterRegistry meters;
    private final Timer assigned;
    private final Timer begun;
    private final Timer finished;

    RoundMeters(MeterRegistry meters) {
        this.meters = meters;
        this.assigned = timer(meters, "outrider.job.submit.to.assign", "from submission until a node is chosen");
        this.begun = timer(meters, "outrider.job.submit.to.accept", "from submission until the first node accepts");
        this.finished = timer(meters, "outrider.job.submit.to.finish", "from submission until the end");
    }

    private static Timer timer(MeterRegistry meters, String name, String description) {
        return Timer.builder(name).description(description).register(meters);
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
                meters.counter("outrider.jobs", "status", state.status().name().toLowerCase(Locale.ROOT))
                        .increment();
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
