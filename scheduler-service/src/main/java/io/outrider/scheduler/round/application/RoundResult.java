package io.outrider.scheduler.round.application;

import io.outrider.scheduler.job.application.JobDetails;
import io.outrider.scheduler.job.domain.JobId;

/** What became of a command. */
public sealed interface RoundResult {

    /** The job was accepted and stands like this after the round. */
    record Submitted(JobDetails job) implements RoundResult {}

    /** The same request was accepted before, as this job. */
    record Repeated(JobId job) implements RoundResult {}

    /** Another request was accepted before under the same key, as this job. */
    record KeyReused(JobId job) implements RoundResult {}

    /** Taken note of; it may have changed nothing. */
    record Done() implements RoundResult {}

    Done DONE = new Done();
}
