package io.outrider.scheduler.job.inbound.rest;

import io.outrider.rest.CausationDepth;
import io.outrider.rest.FieldError;
import io.outrider.rest.ProblemException;
import io.outrider.rest.Roles;
import io.outrider.scheduler.job.application.JobWish;
import io.outrider.scheduler.job.application.Preparation;
import io.outrider.scheduler.round.application.RoundResult;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Submits many jobs with one request: all are checked before any is submitted. */
@Path("/api/v1/jobs/batch")
@Tag(name = "jobs")
public class BatchResource {

    private static final int MOST = 1_000;
    private static final int ERRORS_SHOWN = 100;

    /** The jobs, in the order of the request. */
    @Schema(name = "Jobs")
    public record JobsJson(List<JobJson> jobs) {}

    private final Submissions submissions;
    private final Wishes wishes;

    BatchResource(Submissions submissions, Wishes wishes) {
        this.submissions = submissions;
        this.wishes = wishes;
    }

    @POST
    @RolesAllowed(Roles.OPERATOR)
    @RunOnVirtualThread
    @Operation(
            summary = "Run up to 1000 templates",
            description =
                    "Nothing is submitted unless every job is valid. The Idempotency-Key covers the whole request:"
                            + " sent again, it adds what was not accepted the first time.")
    public Response submit(
            @Nullable NewJobsJson body,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @HeaderParam("traceparent") @Nullable String traceparent,
            @HeaderParam(CausationDepth.HEADER) @Nullable String depth,
            @Context SecurityContext security) {
        List<NewJobJson> jobs = body == null || body.jobs() == null ? List.of() : body.jobs();
        if (jobs.isEmpty() || jobs.size() > MOST) {
            throw ProblemException.invalid("jobs", "Expected 1 to " + MOST + " jobs, but found " + jobs.size());
        }
        Wishes.Sender sender =
                new Wishes.Sender(security.getUserPrincipal().getName(), traceparent, CausationDepth.of(depth));
        List<FieldError> errors = new ArrayList<>();
        List<JobWish> wanted = new ArrayList<>();
        for (int i = 0; i < jobs.size(); i++) {
            String each = key == null ? null : key + "/" + i;
            wanted.add(wishes.wish(jobs.get(i), each, sender, "jobs[" + i + "].", errors));
        }
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors.subList(0, Math.min(ERRORS_SHOWN, errors.size())));
        }
        return Response.accepted(new JobsJson(submitted(wanted))).build();
    }

    private List<JobJson> submitted(List<JobWish> wanted) {
        List<Preparation.Ready> ready = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            ready.add(submissions.ready(wanted.get(i), "jobs[" + i + "]."));
        }
        List<CompletionStage<RoundResult>> stages = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            stages.add(submissions.started(wanted.get(i), ready.get(i)));
        }
        List<JobJson> answers = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            answers.add(submissions.answer(wanted.get(i), stages.get(i)).job());
        }
        return answers;
    }
}
