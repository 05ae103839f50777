package io.outrider.scheduler.round.application;

import io.outrider.scheduler.node.domain.Target;
import io.outrider.scheduler.task.domain.TaskId;
import io.outrider.scheduler.task.domain.TaskState;
import org.jspecify.annotations.Nullable;

/** A task on a round's sheet: how it was loaded and how it stands. */
public final class TaskEntry {

    /** New tasks stand behind all stored ones. */
    public static final long NEW = Long.MAX_VALUE;

    private final TaskId id;
    private final JobEntry job;
    private final int place;
    private final long seq;
    private final Target target;
    private final @Nullable TaskState loaded;
    private TaskState state;

    private TaskEntry(
            TaskId id, JobEntry job, int place, long seq, Target target, @Nullable TaskState loaded, TaskState state) {
        this.id = id;
        this.job = job;
        this.place = place;
        this.seq = seq;
        this.target = target;
        this.loaded = loaded;
        this.state = state;
    }

    public static TaskEntry loaded(TaskId id, JobEntry job, int place, long seq, Target target, TaskState state) {
        return new TaskEntry(id, job, place, seq, target, state, state);
    }

    static TaskEntry created(JobEntry job, int place, Target target, TaskState state) {
        return new TaskEntry(TaskId.of(job.job().id(), place), job, place, NEW, target, null, state);
    }

    public TaskId id() {
        return id;
    }

    public JobEntry job() {
        return job;
    }

    /** From 1, among the tasks of the job. */
    public int place() {
        return place;
    }

    long seq() {
        return seq;
    }

    public Target target() {
        return target;
    }

    /** As it was before the round; null for a new task. */
    @Nullable
    TaskState before() {
        return loaded;
    }

    public TaskState state() {
        return state;
    }

    void become(TaskState next) {
        state = next;
    }

    boolean isNew() {
        return loaded == null;
    }

    boolean isChanged() {
        return loaded != null && !loaded.equals(state);
    }
}
