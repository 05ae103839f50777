package io.outrider.scheduler.job.application;

import io.outrider.scheduler.job.application.Preparation.NoTemplate;
import io.outrider.scheduler.job.application.Preparation.Ready;
import io.outrider.scheduler.job.application.Preparation.Unfit;
import io.outrider.scheduler.round.application.RoundCommand.Submit;
import io.outrider.scheduler.round.application.RoundResult;
import io.outrider.scheduler.round.application.Rounds;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/** Submits jobs to the decision loop. */
@ApplicationScoped
public class SubmittingJob {

    private final PreparingJob preparing;
    private final Fingerprint fingerprint;
    private final Rounds rounds;
    private final JobReading jobs;

    SubmittingJob(PreparingJob preparing, Fingerprint fingerprint, Rounds rounds, JobReading jobs) {
        this.jobs = jobs;
        this.preparing = preparing;
        this.fingerprint = fingerprint;
        this.rounds = rounds;
    }

    /**
     * Returns what a wish comes to, without submitting it.
     *
     * @param until how long to stay for a template that is being built
     */
    public Preparation prepare(JobWish wish, Instant until) {
        return preparing.prepare(wish, until);
    }

    /**
     * Returns what became of an earlier request under the wish's key; empty if there was none. What is wrong with a wish today says
     * nothing of the job that the same wish was yesterday.
     */
    public Optional<RoundResult> earlier(JobWish wish) {
        if (wish.key() == null) {
            return Optional.empty();
        }
        return Optional.ofNullable(
                        jobs.underKey(wish.project(), wish.key()).await().indefinitely())
                .map(known -> known.fingerprint().equals(fingerprint.of(wish))
                        ? new RoundResult.Repeated(known.id())
                        : new RoundResult.KeyReused(known.id()));
    }

    /** Submits a job that was prepared from this wish. */
    public CompletionStage<RoundResult> submit(JobWish wish, Ready ready) {
        return rounds.submit(new Submit(ready.job(), wish.key(), fingerprint.of(wish), null));
    }

    /** Returns the command for a sender who cannot be told: what cannot be run is recorded as failed, with the reason. */
    public Submit recorded(JobWish wish) {
        String print = fingerprint.of(wish);
        return switch (preparing.prepare(wish, Instant.MIN)) {
            case Ready ready -> new Submit(ready.job(), wish.key(), print, null);
            case NoTemplate none -> new Submit(none.unfit(), wish.key(), print, none.detail());
            case Unfit unfit ->
                new Submit(
                        unfit.unfit(),
                        wish.key(),
                        print,
                        unfit.problems().stream()
                                .map(problem -> problem.field() + ": " + problem.message())
                                .collect(Collectors.joining("; ")));
        };
    }
}
