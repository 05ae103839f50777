package io.outrider.scheduler.job.inbound.rest;

import io.outrider.rest.CausationDepth;
import io.outrider.rest.FieldError;
import io.outrider.rest.ProblemException;
import io.outrider.rest.Roles;
import io.outrider.scheduler.job.application.JobWish;
import io.outrider.scheduler.round.application.RoundResult;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Submits many jobs with one request: all are checked before any is submitted. */
@Path("/api/v1/jobs/batch")
@Tag(name = "jobs")
public class BatchResource {

    private static final int MOST = 1_000;

    /** The jobs, in the order of the request. */
    @Schema(name = "Jobs")
    public record JobsJson(List<JobJson> jobs) {}

    private record Checked(JobWish wish, Supplier<CompletionStage<RoundResult>> going) {}

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
                    "Nothing is submitted unless every job is valid; the errors name up to 100 fields of all jobs, such as"
                            + " jobs[3].parameters.size. The Idempotency-Key covers the whole request: sent again, it"
                            + " adds what was not accepted the first time; the others are answered with their jobs, also"
                            + " where they would be refused by now. Up to 5 s are waited for templates that are still being"
                            + " built. The first job has the key KEY/0, and so on.")
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
        return Response.accepted(new JobsJson(submitted(checked(jobs, key, sender))))
                .build();
    }

    private List<Checked> checked(List<NewJobJson> jobs, @Nullable String key, Wishes.Sender sender) {
        BatchRefusal refusal = new BatchRefusal();
        List<Checked> checked = new ArrayList<>();
        Instant until = submissions.patience();
        for (int i = 0; i < jobs.size() && !refusal.isFull(); i++) {
            String name = "jobs[" + i + "]";
            @Nullable NewJobJson job = jobs.get(i);
            if (job == null) {
                refusal.addUnread(List.of(new FieldError(name, "Expected a job, but found null")));
                continue;
            }
            String each = key == null ? null : key + "/" + i;
            List<FieldError> unread = new ArrayList<>();
            JobWish wish = wishes.wish(job, each, sender, name + ".", unread);
            refusal.addUnread(unread);
            try {
                checked.add(new Checked(wish, submissions.checked(wish, name + ".", until)));
            } catch (ProblemException refused) {
                refusal.add(refused);
            }
        }
        if (!refusal.isEmpty()) {
            throw refusal.exception();
        }
        return checked;
    }

    private List<JobJson> submitted(List<Checked> checked) {
        List<CompletionStage<RoundResult>> stages = new ArrayList<>();
        for (Checked each : checked) {
            stages.add(each.going().get());
        }
        List<JobJson> answers = new ArrayList<>();
        for (int i = 0; i < checked.size(); i++) {
            answers.add(submissions.answer(checked.get(i).wish(), stages.get(i)).job());
        }
        return answers;
    }
}
