package io.outrider.reactor.event.inbound.rest;

import io.outrider.reactor.event.application.Accepted;
import io.outrider.reactor.event.application.AcceptingEvents;
import io.outrider.reactor.event.application.ReadingEvents;
import io.outrider.reactor.event.application.Submission;
import io.outrider.rest.Page;
import io.outrider.rest.PageRequest;
import io.outrider.rest.ProblemException;
import io.outrider.rest.Roles;
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
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Events in, and what became of them. */
@Path("/api/v1/events")
@Tag(name = "events")
@Produces(MediaType.APPLICATION_JSON)
public class EventResource {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
    private static final Pattern TRACEPARENT = Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

    private final AcceptingEvents accepting;
    private final ReadingEvents reading;

    EventResource(AcceptingEvents accepting, ReadingEvents reading) {
        this.accepting = accepting;
        this.reading = reading;
    }

    /** The answer to events: they are stored, and nothing is lost from here on. */
    public record AcceptedEvents(List<AcceptedEvent> accepted) {}

    /** One event; {@code duplicate} if it had been stored before. */
    public record AcceptedEvent(String id, String source, boolean duplicate) {}

    @POST
    @RolesAllowed(Roles.PUBLISHER)
    @Consumes(MediaType.WILDCARD)
    @Operation(
            summary = "Publish CloudEvents",
            description =
                    "Structured, batched (at most 1000) or binary mode, or plain JSON with type and data. Stored before the"
                            + " answer; the same source and id again changes nothing.")
    @APIResponse(responseCode = "202", description = "Stored; reactions follow.")
    @APIResponse(responseCode = "400", description = "Everything that is wrong, by field; nothing was stored.")
    @APIResponse(responseCode = "429", description = "Too much waits; try again after Retry-After.")
    public Uni<Response> publish(
            byte @Nullable [] body,
            @QueryParam("project") @DefaultValue("default") String project,
            @Context HttpHeaders headers,
            @Context SecurityContext security) {
        String sender = security.getUserPrincipal().getName();
        Map<String, String> byName = lowerCase(headers);
        Reception reception = new Reception(project, sender, Clock.systemUTC().instant());
        ReadEvents read = EventRequest.read(byName, body == null ? new byte[0] : body, reception);
        Submission submission = new Submission(read.events(), sender, traceparent(byName.get("traceparent")));
        try {
            return Uni.createFrom()
                    .completionStage(accepting.accept(submission))
                    .map(accepted -> Response.accepted(answer(accepted)).build());
        } catch (RejectedExecutionException e) {
            throw ProblemException.busy(String.valueOf(e.getMessage()), RETRY_AFTER);
        }
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

    private static AcceptedEvents answer(List<Accepted> accepted) {
        return new AcceptedEvents(accepted.stream()
                .map(event -> new AcceptedEvent(event.id(), event.source(), event.duplicate()))
                .toList());
    }

    private static @Nullable String traceparent(@Nullable String header) {
        return header != null && TRACEPARENT.matcher(header).matches() ? header : null;
    }

    private static Map<String, String> lowerCase(HttpHeaders headers) {
        Map<String, String> byName = new HashMap<>();
        headers.getRequestHeaders()
                .forEach((name, values) -> byName.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
        return byName;
    }
}
