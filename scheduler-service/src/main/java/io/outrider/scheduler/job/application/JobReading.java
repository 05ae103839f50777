package io.outrider.scheduler.job.application;

import io.outrider.scheduler.job.domain.JobId;
import io.outrider.scheduler.job.domain.JobStatus;
import io.smallrye.mutiny.Uni;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Jobs to read. */
public interface JobReading {

    /**
     * Which jobs are wanted, newest first.
     *
     * @param after the sequence number of the last job seen; null: from the newest
     */
    record Filter(
            String project,
            @Nullable JobStatus status,
            @Nullable String template,
            @Nullable String reaction,
            @Nullable Long after,
            int limit) {}

    /** A job and its place in the order of submission. */
    record Listed(long seq, JobDetails details) {}

    /** What is known of a job by the key of its request. */
    record Known(JobId id, String fingerprint) {}

    /** Returns the job that was submitted under a key; null when there is none. */
    Uni<@Nullable Known> underKey(String project, String key);

    /** Returns the job with its tasks; null when there is none. */
    Uni<@Nullable JobDetails> find(JobId id);

    /** Returns at most {@code limit} jobs with their tasks. */
    Uni<List<Listed>> list(Filter filter);
}
