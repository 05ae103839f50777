package io.outrider.reactor.event.inbound.rest;

import io.outrider.reactor.event.application.ReadingEvents;
import io.outrider.rest.Page;
import io.outrider.rest.PageRequest;
import io.outrider.rest.Roles;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Clock;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Events in, and what became of them. */
@Path("/api/v1/events")
@Tag(name = "events")
@Produces(MediaType.APPLICATION_JSON)
public class EventResource {

    private final Publishing publishing;
    private final ReadingEvents reading;
    private final ReadingRoom room;

    EventResource(Publishing publishing, ReadingEvents reading, ReadingRoom room) {
        this.room = room;
        this.publishing = publishing;
        this.reading = reading;
    }

    @POST
    @Blocking
    @RolesAllowed(Roles.PUBLISHER)
    @Consumes(MediaType.WILDCARD)
    @Operation(
            summary = "Publish CloudEvents",
            description =
                    "Structured, batched (at most 1000) or binary mode, or plain JSON with type and data. Kafka has them before"
                            + " the answer; the same source and id again changes nothing.")
    @APIResponse(responseCode = "202", description = "Accepted; reactions follow.")
    @APIResponse(responseCode = "400", description = "Everything that is wrong, by field; nothing was accepted.")
    @APIResponse(responseCode = "429", description = "Too much waits; try again after Retry-After.")
    @APIResponse(
            responseCode = "503",
            description = "Kafka is away and has some of them or none; send all again after Retry-After.")
    public Uni<Response> publish(
            byte @Nullable [] body,
            @QueryParam("project") @DefaultValue("default") String project,
            @Context HttpHeaders headers,
            @Context SecurityContext security) {
        String sender = security.getUserPrincipal().getName();
        Map<String, String> byName = Publishing.byName(headers);
        Reception reception = new Reception(project, sender, Clock.systemUTC().instant());
        byte[] bytes = body == null ? new byte[0] : body;
        return room.read(bytes, ReadingRoom.MAX_BODY, () -> {
            ReadEvents read = EventRequest.read(byName, bytes, reception);
            return publishing.publish(read.events(), sender, byName);
        });
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(summary = "List events, newest first")
    public Uni<Page<EventView>> list(
            @QueryParam("project") @DefaultValue("default") String project,
            @QueryParam("type") @Nullable String type,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        PageRequest page = PageRequest.of(limit, cursor);
        return reading.list(project, type, page).map(events -> events.map(EventViews::brief));
    }

    @GET
    @Path("/{id}")
    @RolesAllowed(Roles.VIEWER)
    @Operation(
            summary = "Show an event, what was decided and which jobs it started",
            description = "source is needed only when several sources used the same id.")
    @APIResponse(responseCode = "409", description = "Several sources used this id.")
    public Uni<EventView> show(
            @PathParam("id") String id,
            @QueryParam("project") @DefaultValue("default") String project,
            @QueryParam("source") @Nullable String source) {
        return reading.one(project, id, source).map(EventViews::full);
    }
}
