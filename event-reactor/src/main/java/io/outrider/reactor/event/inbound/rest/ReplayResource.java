package io.outrider.reactor.event.inbound.rest;

import io.outrider.reactor.event.application.ReplayingEvents;
import io.outrider.reactor.reaction.inbound.rest.EventName;
import io.outrider.reactor.reaction.inbound.rest.RehearsalView;
import io.outrider.rest.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.POST;
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
import org.jspecify.annotations.Nullable;

/** Events once more. */
@Path("/api/v1/events/{id}/replay")
@Tag(name = "events")
@Produces(MediaType.APPLICATION_JSON)
public class ReplayResource {

    private final ReplayingEvents replaying;

    ReplayResource(ReplayingEvents replaying) {
        this.replaying = replaying;
    }

    /** A copy that was published. */
    public record Copy(String id, String source, String replayOf) {}

    @POST
    @RolesAllowed(Roles.OPERATOR)
    @Operation(
            summary = "Replay an event",
            description =
                    "Tells what it would do if it came again now, with the rules, windows, budgets and pauses of this moment. With"
                            + " dryRun=false a copy is published: another id, and the extension attribute replayof with the id of this one.")
    @APIResponse(responseCode = "200", description = "What it would do; nothing was published, nothing is kept.")
    @APIResponse(responseCode = "202", description = "The copy was published; reactions follow.")
    @APIResponse(responseCode = "404", description = "There is no such event.")
    @APIResponse(responseCode = "409", description = "Several sources used this id: add source.")
    public Uni<Response> replay(
            @PathParam("id") String id,
            @QueryParam("project") @DefaultValue("default") String project,
            @QueryParam("source") @Nullable String source,
            @QueryParam("dryRun") @DefaultValue("true") boolean dryRun,
            @Context SecurityContext security) {
        if (dryRun) {
            return replaying.rehearse(project, id, source).map(ReplayResource::rehearsed);
        }
        return replaying
                .replay(project, id, source, security.getUserPrincipal().getName())
                .map(copy -> Response.accepted(new Copy(copy.id(), copy.source(), id))
                        .build());
    }

    private static Response rehearsed(ReplayingEvents.Rehearsed rehearsed) {
        EventName name = new EventName(
                rehearsed.event().id(),
                rehearsed.event().source(),
                rehearsed.event().type());
        return Response.ok(RehearsalView.of(name, rehearsed.at(), rehearsed.rehearsal()))
                .build();
    }
}
