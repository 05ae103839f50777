package io.outrider.scheduler.round.application;

import io.outrider.scheduler.job.domain.Job;
import io.outrider.scheduler.job.domain.JobState;
import io.outrider.scheduler.job.domain.JobStatus;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A job on a round's sheet: how it was loaded, how it stands, and each status it went through. */
public final class JobEntry {

    private final Job job;
    private final @Nullable JobState loaded;
    private final List<JobState> milestones = new ArrayList<>();
    private JobState state;

    private JobEntry(Job job, @Nullable JobState loaded, JobState state) {
        this.job = job;
        this.loaded = loaded;
        this.state = state;
    }

    public static JobEntry loaded(Job job, JobState state) {
        return new JobEntry(job, state, state);
    }

    static JobEntry created(Job job, JobState state) {
        JobEntry entry = new JobEntry(job, null, state);
        entry.milestones.add(state);
        return entry;
    }

    public Job job() {
        return job;
    }

    public JobState state() {
        return state;
    }

    void become(JobState next) {
        JobStatus before = state.status();
        state = next;
        if (next.status() != before) {
            milestones.add(next);
        }
    }

    /** The states in which its status changed during the round, in order. */
    List<JobState> milestones() {
        return milestones;
    }

    boolean isNew() {
        return loaded == null;
    }

    boolean isChanged() {
        return loaded != null && !loaded.equals(state);
    }
}
