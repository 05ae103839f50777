package io.outrider.reactor.reaction.inbound.rest;

import io.outrider.reactor.reaction.application.PausingReactions;
import io.outrider.rest.Page;
import io.outrider.rest.ProblemException;
import io.outrider.rest.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The kill switches of all reactions of a project and of the platform, beside those of single ones. */
@Path("/api/v1/reactions-pause")
@Tag(name = "reactions")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class PauseAllResource {

    private final PausingReactions pausing;

    PauseAllResource(PausingReactions pausing) {
        this.pausing = pausing;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(
            summary = "List what is paused",
            description = "A pause of the platform comes first, then that of all reactions of the project.")
    public Uni<Page<PauseView>> list(@QueryParam("project") @DefaultValue("default") String project) {
        return pausing.all(project)
                .map(pauses -> new Page<>(pauses.stream().map(PauseView::of).toList(), null));
    }

    @PUT
    @RolesAllowed(Roles.OPERATOR)
    @Operation(summary = "Pause all reactions of the project")
    @APIResponse(responseCode = "200", description = "Paused.")
    public Uni<PauseView> pauseAll(
            PauseRequest request,
            @QueryParam("project") @DefaultValue("default") String project,
            @Context SecurityContext security) {
        return pausing.pause(named(project), PausingReactions.ALL, user(security), request.checked())
                .map(PauseView::of);
    }

    @DELETE
    @RolesAllowed(Roles.OPERATOR)
    @Operation(
            summary = "End the pause of all reactions of the project",
            description = "Those that were paused one by one stay paused.")
    @APIResponse(responseCode = "204", description = "Ended.")
    public Uni<Response> resumeAll(
            @QueryParam("project") @DefaultValue("default") String project, @Context SecurityContext security) {
        return pausing.resume(named(project), PausingReactions.ALL, user(security))
                .map(PauseAllResource::noContent);
    }

    @PUT
    @Path("/everywhere")
    @RolesAllowed(Roles.ADMIN)
    @Operation(summary = "Pause all reactions of all projects")
    @APIResponse(responseCode = "200", description = "Paused.")
    public Uni<PauseView> pauseEverywhere(PauseRequest request, @Context SecurityContext security) {
        return pausing.pause(PausingReactions.EVERYWHERE, PausingReactions.ALL, user(security), request.checked())
                .map(PauseView::of);
    }

    @DELETE
    @Path("/everywhere")
    @RolesAllowed(Roles.ADMIN)
    @Operation(
            summary = "End the pause of all reactions of all projects",
            description = "What was paused in single projects stays paused.")
    @APIResponse(responseCode = "204", description = "Ended.")
    public Uni<Response> resumeEverywhere(@Context SecurityContext security) {
        return pausing.resume(PausingReactions.EVERYWHERE, PausingReactions.ALL, user(security))
                .map(PauseAllResource::noContent);
    }

    /** No project is the platform, which is not for everybody. */
    private static String named(String project) {
        if (project.isBlank()) {
            throw ProblemException.invalid("project", "Expected a project's name, but it is empty");
        }
        return project;
    }

    private static Response noContent(Object done) {
        return Response.noContent().build();
    }

    private static String user(SecurityContext security) {
        return security.getUserPrincipal().getName();
    }
}
