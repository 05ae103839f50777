package io.outrider.build.queue.inbound.rest;

import io.outrider.build.BuildId;
import io.outrider.build.queue.application.BuildView;
import io.outrider.build.queue.application.CancellingBuild;
import io.outrider.build.queue.application.LookingUpBuilds;
import io.outrider.build.queue.application.LookingUpBuilds.Filter;
import io.outrider.build.queue.domain.BuildStatus;
import io.outrider.rest.Page;
import io.outrider.rest.PageRequest;
import io.outrider.rest.ProblemException;
import io.outrider.rest.Roles;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Builds for people and tools. */
@Path("/api/v1/builds")
@RolesAllowed(Roles.VIEWER)
@Tag(name = "builds")
@Produces(MediaType.APPLICATION_JSON)
public class BuildResource {
    private final LookingUpBuilds builds;
    private final CancellingBuild cancelling;
    private final SecurityIdentity caller;

    BuildResource(LookingUpBuilds builds, CancellingBuild cancelling, SecurityIdentity caller) {
        this.builds = builds;
        this.cancelling = cancelling;
        this.caller = caller;
    }

    @GET
    @Operation(summary = "Builds, newest first")
    public Uni<Page<BuildView>> list(
            @QueryParam("project") @Nullable String project,
            @QueryParam("template") @Nullable String template,
            @QueryParam("status") @Nullable String status,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return builds.list(new Filter(project, template, status(status)), PageRequest.of(limit, cursor));
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "One build")
    public Uni<BuildView> show(@PathParam("id") String id) {
        return builds.byId(id(id));
    }

    @GET
    @Path("/{id}/dockerfile")
    @Produces(MediaType.TEXT_PLAIN)
    @Operation(summary = "The Dockerfile that the image is built from; there is none before a builder has begun")
    public Uni<String> dockerfile(@PathParam("id") String id) {
        return builds.byId(id(id))
                .map(BuildView::dockerfile)
                .onItem()
                .ifNull()
                .failWith(() -> ProblemException.notFound("the Dockerfile of build", id));
    }

    @POST
    @Path("/{id}/cancel")
    @RolesAllowed({Roles.OPERATOR, Roles.AUTHOR})
    @Operation(summary = "Cancels a build; again: no effect. 409 when it had ended otherwise")
    public Uni<BuildView> cancel(@PathParam("id") String id) {
        String by = caller.getPrincipal().getName();
        Context request = Vertx.currentContext();
        return Uni.createFrom()
                .item(() -> cancelling.cancel(id(id), by))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .emitOn(task -> request.runOnContext(ignored -> task.run()))
                .chain(() -> builds.byId(id(id)))
                .invoke(build -> {
                    if (build.status() != BuildStatus.CANCELLED) {
                        throw ProblemException.conflict(
                                "Expected build " + id + " to be queued or building, but it is " + build.status());
                    }
                });
    }

    private static BuildId id(String text) {
        try {
            return new BuildId(text);
        } catch (IllegalArgumentException e) {
            throw ProblemException.notFound("build", text);
        }
    }

    private static @Nullable BuildStatus status(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return BuildStatus.valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid(
                    "status", "Expected one of " + Arrays.toString(BuildStatus.values()) + ", but was something else");
        }
    }
}
