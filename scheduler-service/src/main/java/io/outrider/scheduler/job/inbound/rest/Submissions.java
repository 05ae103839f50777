package io.outrider.scheduler.job.inbound.rest;

import io.outrider.rest.FieldError;
import io.outrider.rest.ProblemException;
import io.outrider.scheduler.job.application.JobDetails;
import io.outrider.scheduler.job.application.JobReading;
import io.outrider.scheduler.job.application.JobWish;
import io.outrider.scheduler.job.application.Preparation;
import io.outrider.scheduler.job.application.SubmittingJob;
import io.outrider.scheduler.job.domain.JobId;
import io.outrider.scheduler.round.application.RoundResult;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

/** Submits wishes and says in REST's terms what became of them. Waits, on a thread that may. */
@ApplicationScoped
class Submissions {

    /** A submission's answer: 202 if new. */
    record Answer(boolean isNew, JobJson job) {}

    /** The news that a build has ended comes within less; whoever sends a job before the build has ended waits that long for the answer. */
    private static final Duration NEWS_OF_A_BUILD = Duration.ofSeconds(5);

    private final SubmittingJob submitting;
    private final JobReading jobs;
    private final JobViews views;
    private final Clock clock;

    Submissions(SubmittingJob submitting, JobReading jobs, JobViews views, Clock clock) {
        this.clock = clock;
        this.submitting = submitting;
        this.jobs = jobs;
        this.views = views;
    }

    /** Returns until when a request waits for templates that are being built. */
    Instant patience() {
        return clock.instant().plus(NEWS_OF_A_BUILD);
    }

    Answer submit(JobWish wish) {
        Preparation preparation = submitting.prepare(wish, patience());
        if (!(preparation instanceof Preparation.Ready)) {
            Optional<RoundResult> earlier = submitting.earlier(wish);
            if (earlier.isPresent()) {
                return answer(wish, CompletableFuture.completedFuture(earlier.get()));
            }
        }
        return answer(wish, started(wish, ready(preparation, "")));
    }

    /**
     * Returns how a job of a batch goes on once all of them may: as a new job, or as the one that the same wish was before. Throws
     * everything that is wrong with it, each field under the prefix.
     *
     * @param until how long to stay for a template that is being built
     */
    Supplier<CompletionStage<RoundResult>> checked(JobWish wish, String prefix, Instant until) {
        Preparation preparation = submitting.prepare(wish, until);
        if (!(preparation instanceof Preparation.Ready)
                && submitting.earlier(wish).orElse(null) instanceof RoundResult.Repeated repeated) {
            return () -> CompletableFuture.completedStage(repeated);
        }
        Preparation.Ready ready = ready(preparation, prefix);
        return () -> started(wish, ready);
    }

    private static Preparation.Ready ready(Preparation preparation, String prefix) {
        return switch (preparation) {
            case Preparation.Ready ready -> ready;
            case Preparation.NoTemplate none ->
                throw new ProblemException(
                        404,
                        "template-not-found",
                        "Template not found",
                        none.detail(),
                        List.of(new FieldError(prefix + "template", none.detail())));
            case Preparation.Unfit unfit ->
                throw ProblemException.unprocessable(unfit.problems().stream()
                        .map(problem -> new FieldError(prefix + problem.field(), problem.message()))
                        .toList());
        };
    }

    /** Returns what could not be read together with all that is wrong with the rest, so that the sender mends everything at once. */
    ProblemException refusal(JobWish wish, List<FieldError> unread) {
        List<FieldError> errors = new ArrayList<>(unread);
        if (submitting.prepare(wish, Instant.MIN) instanceof Preparation.Unfit unfit) {
            unfit.problems().forEach(problem -> errors.add(new FieldError(problem.field(), problem.message())));
        }
        return ProblemException.invalid(errors);
    }

    private CompletionStage<RoundResult> started(JobWish wish, Preparation.Ready ready) {
        try {
            return submitting.submit(wish, ready);
        } catch (RejectedExecutionException e) {
            throw ProblemException.busy("Expected room for another job, but too many wait", Duration.ofSeconds(1));
        }
    }

    Answer answer(JobWish wish, CompletionStage<RoundResult> stage) {
        return switch (result(stage)) {
            case RoundResult.Submitted submitted -> new Answer(true, views.of(submitted.job()));
            case RoundResult.Repeated repeated -> new Answer(false, views.of(stored(repeated.job())));
            case RoundResult.KeyReused reused ->
                throw ProblemException.unprocessable(List.of(new FieldError(
                        "Idempotency-Key",
                        "Expected the request that this key was first used for (job " + reused.job()
                                + "), but this one differs; use a new key")));
            case RoundResult.Done done ->
                throw new IllegalStateException("Expected an answer to the submission of " + wish.id());
        };
    }

    private static RoundResult result(CompletionStage<RoundResult> stage) {
        try {
            return stage.toCompletableFuture().join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RejectedExecutionException) {
                throw ProblemException.unavailable(
                        "Expected to accept the job, but the service is stopping", Duration.ofSeconds(2));
            }
            throw e;
        }
    }

    private JobDetails stored(JobId id) {
        JobDetails details = jobs.find(id).await().indefinitely();
        if (details == null) {
            throw ProblemException.notFound("job", id);
        }
        return details;
    }
}
