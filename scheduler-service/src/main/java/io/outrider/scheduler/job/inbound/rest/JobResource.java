package io.outrider.scheduler.job.inbound.rest;

import io.outrider.rest.CausationDepth;
import io.outrider.rest.FieldError;
import io.outrider.rest.Page;
import io.outrider.rest.PageRequest;
import io.outrider.rest.ProblemException;
import io.outrider.rest.Roles;
import io.outrider.scheduler.job.application.CancellingJob;
import io.outrider.scheduler.job.application.JobReading;
import io.outrider.scheduler.job.application.JobWish;
import io.outrider.scheduler.job.domain.JobId;
import io.outrider.scheduler.job.domain.JobStatus;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Submits, shows and cancels jobs. */
@Path("/api/v1/jobs")
@Tag(name = "jobs")
public class JobResource {

    private final Submissions submissions;
    private final CancellingJob cancelling;
    private final Wishes wishes;
    private final JobReading jobs;
    private final JobViews views;

    JobResource(Submissions submissions, CancellingJob cancelling, Wishes wishes, JobReading jobs, JobViews views) {
        this.submissions = submissions;
        this.cancelling = cancelling;
        this.wishes = wishes;
        this.jobs = jobs;
        this.views = views;
    }

    @POST
    @RolesAllowed(Roles.OPERATOR)
    @RunOnVirtualThread
    @Operation(
            summary = "Run a template",
            description =
                    "202 when accepted; 200 when the same request was accepted before under this Idempotency-Key. A template"
                            + " that is still being built is waited for, 5 s at most, and then answered with 422.")
    public Response submit(
            @Nullable NewJobJson body,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @HeaderParam("traceparent") @Nullable String traceparent,
            @HeaderParam(CausationDepth.HEADER) @Nullable String depth,
            @Context SecurityContext security) {
        List<FieldError> errors = new ArrayList<>();
        if (body == null) {
            throw ProblemException.invalid("body", "Expected a job, but the body is empty");
        }
        Wishes.Sender sender =
                new Wishes.Sender(security.getUserPrincipal().getName(), traceparent, CausationDepth.of(depth));
        JobWish wish = wishes.wish(body, key, sender, "", errors);
        if (!errors.isEmpty()) {
            throw submissions.refusal(wish, errors);
        }
        Submissions.Answer answer = submissions.submit(wish);
        return Response.status(answer.isNew() ? 202 : 200)
                .location(URI.create("/api/v1/jobs/" + answer.job().id()))
                .entity(answer.job())
                .build();
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(summary = "List jobs, newest first")
    public Uni<Page<JobJson>> list(
            @QueryParam("project") @DefaultValue("default") String project,
            @QueryParam("status") @Nullable String status,
            @QueryParam("template") @Nullable String template,
            @QueryParam("reaction") @Nullable String reaction,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        PageRequest page = PageRequest.of(limit, cursor);
        return jobs.list(new JobReading.Filter(
                        project, status(status), template, reaction, after(page), page.limit() + 1))
                .map(found ->
                        Page.of(found, page, row -> Long.toString(row.seq())).map(row -> views.of(row.details())));
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Roles.VIEWER)
    @Operation(summary = "Show a job with its tasks")
    public Uni<JobJson> show(@PathParam("id") String id) {
        return jobs.find(id(id))
                .onItem()
                .ifNull()
                .failWith(() -> ProblemException.notFound("job", id))
                .map(views::of);
    }

    @POST
    @Path("{id}/cancel")
    @RolesAllowed(Roles.OPERATOR)
    @Operation(summary = "Cancel a job; nothing happens if it is being cancelled already, 409 if it has ended")
    public Uni<Response> cancel(@PathParam("id") String id, @Context SecurityContext security) {
        JobId job = id(id);
        return jobs.find(job)
                .onItem()
                .ifNull()
                .failWith(() -> ProblemException.notFound("job", id))
                .invoke(found -> {
                    if (found.state().status().isFinal() && found.state().status() != JobStatus.CANCELLED) {
                        throw ProblemException.conflict("Expected job " + id + " to be open, but it has "
                                + found.state().status());
                    }
                })
                .chain(found ->
                        cancelling.cancel(job, security.getUserPrincipal().getName()))
                .chain(done -> jobs.find(job))
                .map(found -> Response.accepted(views.of(found)).build());
    }

    private static @Nullable JobStatus status(@Nullable String text) {
        if (text == null) {
            return null;
        }
        for (JobStatus status : JobStatus.values()) {
            if (status.name().equalsIgnoreCase(text)) {
                return status;
            }
        }
        throw ProblemException.invalid(
                "status", "Expected one of " + List.of(JobStatus.values()) + ", but was '" + text + "'");
    }

    private static @Nullable Long after(PageRequest page) {
        try {
            return page.after() == null ? null : Long.valueOf(page.after());
        } catch (NumberFormatException e) {
            throw ProblemException.invalid("cursor", "Expected a nextCursor of this list, but was something else");
        }
    }

    /** An id that no job can have is the same as one that no job has. */
    private static JobId id(String text) {
        try {
            return new JobId(text);
        } catch (IllegalArgumentException e) {
            throw ProblemException.notFound("job", text);
        }
    }
}
