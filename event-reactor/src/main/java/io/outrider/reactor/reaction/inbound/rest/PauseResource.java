package io.outrider.reactor.reaction.inbound.rest;

import io.outrider.reactor.reaction.application.PausingReactions;
import io.outrider.rest.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The kill switch of one reaction: while it is paused, its events are taken and get SUPPRESSED (paused), and no job starts. */
@Path("/api/v1/reactions/{name}/pause")
@Tag(name = "reactions")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class PauseResource {

    private final PausingReactions pausing;

    PauseResource(PausingReactions pausing) {
        this.pausing = pausing;
    }

    @PUT
    @RolesAllowed(Roles.OPERATOR)
    @Operation(
            summary = "Pause a reaction",
            description = "In force when the answer comes. Its events are still taken and logged as SUPPRESSED.")
    @APIResponse(responseCode = "200", description = "Paused, or paused again with another reason.")
    @APIResponse(responseCode = "404", description = "There is no such reaction.")
    public Uni<PauseView> pause(
            @PathParam("name") String name,
            PauseRequest request,
            @QueryParam("project") @DefaultValue("default") String project,
            @Context SecurityContext security) {
        return pausing.pause(project, name, user(security), request.checked()).map(PauseView::of);
    }

    @DELETE
    @RolesAllowed(Roles.OPERATOR)
    @Operation(summary = "Resume a reaction", description = "What came meanwhile is not made up for.")
    @APIResponse(responseCode = "204", description = "Not paused any more; a pause of all reactions stays.")
    @APIResponse(responseCode = "404", description = "There is no such reaction.")
    public Uni<Response> resume(
            @PathParam("name") String name,
            @QueryParam("project") @DefaultValue("default") String project,
            @Context SecurityContext security) {
        return pausing.resume(project, name, user(security)).map(PauseResource::noContent);
    }

    private static Response noContent(Object done) {
        return Response.noContent().build();
    }

    private static String user(SecurityContext security) {
        return security.getUserPrincipal().getName();
    }
}
