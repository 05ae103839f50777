package io.outrider.scheduler.round.application;

import io.outrider.scheduler.job.domain.JobDecider;
import io.outrider.scheduler.job.domain.JobId;
import io.outrider.scheduler.job.domain.JobMessage;
import io.outrider.scheduler.task.domain.Patience;
import io.outrider.scheduler.task.domain.TaskDecider;
import io.outrider.scheduler.task.domain.TaskDecision;
import io.outrider.scheduler.task.domain.TaskId;
import io.outrider.scheduler.task.domain.TaskMessage;
import io.outrider.scheduler.task.domain.TaskOrder;
import io.outrider.scheduler.task.domain.TaskState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The jobs and tasks that one round touches, and what it decided about them. A task's decision is passed on to its job,
 * so that both are stored as one.
 */
final class Sheet {

    /** What to tell an executor, and about which task. */
    record Order(TaskEntry task, TaskOrder order) {}

    private final Patience patience;
    private final Instant now;
    private final Map<JobId, JobEntry> jobs = new LinkedHashMap<>();
    private final Map<TaskId, TaskEntry> tasks = new LinkedHashMap<>();
    private final List<Order> orders = new ArrayList<>();

    Sheet(Patience patience, Instant now) {
        this.patience = patience;
        this.now = now;
    }

    Instant now() {
        return now;
    }

    Patience patience() {
        return patience;
    }

    void add(JobEntry job) {
        jobs.put(job.job().id(), job);
    }

    /** Adds a task and its job; what is on the sheet already stays as it is. */
    TaskEntry add(TaskEntry task) {
        jobs.putIfAbsent(task.job().job().id(), task.job());
        TaskEntry known = tasks.putIfAbsent(task.id(), task);
        return known == null ? task : known;
    }

    boolean isNew(JobId id) {
        JobEntry job = jobs.get(id);
        return job != null && job.isNew();
    }

    @Nullable
    JobEntry job(JobId id) {
        return jobs.get(id);
    }

    @Nullable
    TaskEntry task(TaskId id) {
        return tasks.get(id);
    }

    Collection<JobEntry> jobs() {
        return jobs.values();
    }

    Collection<TaskEntry> tasks() {
        return tasks.values();
    }

    List<Order> orders() {
        return orders;
    }

    /** Lets a task hear a message, and its job what follows. */
    void tell(TaskEntry task, TaskMessage message) {
        TaskState before = task.state();
        JobEntry job = jobs.getOrDefault(task.job().job().id(), task.job());
        TaskDecision decision = TaskDecider.decide(before, message, job.job().policy(patience), now);
        decision.orders().forEach(order -> orders.add(new Order(task, order)));
        if (decision.next().equals(before)) {
            return;
        }
        task.become(decision.next());
        if (!hasBegun(before) && hasBegun(decision.next())) {
            tell(job, new JobMessage.TaskBegan());
        }
        if (decision.next() instanceof TaskState.Ended ended) {
            tell(job, endOf(ended));
        }
    }

    void tell(JobEntry job, JobMessage message) {
        job.become(JobDecider.decide(job.state(), message, now));
    }

    private static boolean hasBegun(TaskState state) {
        return switch (state) {
            case TaskState.Accepted accepted -> true;
            case TaskState.Running running -> true;
            case TaskState.Ended ended -> ended.startedAt() != null;
            default -> false;
        };
    }

    private static JobMessage endOf(TaskState.Ended ended) {
        return switch (ended.status()) {
            case SUCCEEDED -> new JobMessage.TaskSucceeded(ended.outcome().outputs());
            default ->
                new JobMessage.TaskFailed((ended.node() == null ? "" : "node " + ended.node() + ": ")
                        + (ended.reason() == null ? ended.status().name() : ended.reason()));
        };
    }
}
