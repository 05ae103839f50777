package io.outrider.reactor.webhook.inbound.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.outrider.reactor.event.application.Accepted;
import io.outrider.reactor.event.domain.Event;
import io.outrider.reactor.event.inbound.rest.AcceptedEvents;
import io.outrider.reactor.event.inbound.rest.Publishing;
import io.outrider.reactor.event.inbound.rest.ReadingRoom;
import io.outrider.reactor.notation.PlainJson;
import io.outrider.rest.ProblemException;
import io.outrider.rest.Roles;
import io.outrider.rest.problem.JsonProblems;
import io.quarkus.runtime.Startup;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Alerts of Prometheus' Alertmanager and of Grafana. */
@Singleton
@Startup // the counters are there before the first alert, so that the first refusal is seen as a change
@Path("/api/v1/webhooks")
@Tag(name = "webhooks")
@Produces(MediaType.APPLICATION_JSON)
public class AlertResource {

    private static final int TOO_MANY_REQUESTS = 429;

    /** What is wrong with so many fields stands in the text that Alertmanager logs. */
    private static final int SHOWN = 3;

    /** Bytes of a body; as much as the service takes at all. */
    static final int MAX_BODY = 4 * 1024 * 1024;

    private final Publishing publishing;
    private final ReadingRoom room;
    private final Map<AlertSource, Counter> refused = new EnumMap<>(AlertSource.class);
    private final Map<AlertSource, Counter> truncated = new EnumMap<>(AlertSource.class);

    AlertResource(Publishing publishing, ReadingRoom room, MeterRegistry meters) {
        this.publishing = publishing;
        this.room = room;
        for (AlertSource source : AlertSource.values()) {
            refused.put(source, meters.counter("outrider.alerts.refused", "source", source.label()));
            truncated.put(source, meters.counter("outrider.alerts.truncated", "source", source.label()));
        }
    }

    @POST
    @Path("/alertmanager")
    @Blocking
    @RolesAllowed(Roles.PUBLISHER)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Receive Alertmanager's webhook, version 4",
            description =
                    "Each alert becomes one event prometheus/alert/ALERTNAME with the extension status, firing or resolved."
                            + " At most 5000 alerts. The same fingerprint, start and status again changes nothing. Events have the source"
                            + " /prometheus/alertmanager unless the query says another.")
    @APIResponse(responseCode = "202", description = "Accepted; reactions follow.")
    @APIResponse(
            responseCode = "400",
            description =
                    "What is wrong with which alert, by field; the other alerts were accepted, as the detail says.")
    @APIResponse(
            responseCode = "413",
            description = "More than 4 MiB: let the sender leave alerts out, and group by more labels.")
    @APIResponse(
            responseCode = "503",
            description =
                    "Kafka is away or too much waits for it; try again after Retry-After. Never 429, which Alertmanager"
                            + " takes for final.")
    public Response alertmanager(
            byte @Nullable [] body,
            @QueryParam("project") @DefaultValue("default") String project,
            @QueryParam("source") @Nullable String source,
            @Context HttpHeaders headers,
            @Context SecurityContext security) {
        return receive(AlertSource.ALERTMANAGER, body, project, source, sender(security), Publishing.byName(headers));
    }

    @POST
    @Path("/grafana")
    @Blocking
    @RolesAllowed(Roles.PUBLISHER)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Receive the webhook of Grafana's alerting",
            description = "As for Alertmanager; the events are grafana/alert/ALERTNAME with the source /grafana.")
    @APIResponse(responseCode = "202", description = "Accepted; reactions follow.")
    @APIResponse(
            responseCode = "400",
            description =
                    "What is wrong with which alert, by field; the other alerts were accepted, as the detail says.")
    @APIResponse(
            responseCode = "413",
            description = "More than 4 MiB: let the sender leave alerts out, and group by more labels.")
    @APIResponse(
            responseCode = "503",
            description =
                    "Kafka is away or too much waits for it; try again after Retry-After. Never 429, which Alertmanager"
                            + " takes for final.")
    public Response grafana(
            byte @Nullable [] body,
            @QueryParam("project") @DefaultValue("default") String project,
            @QueryParam("source") @Nullable String source,
            @Context HttpHeaders headers,
            @Context SecurityContext security) {
        return receive(AlertSource.GRAFANA, body, project, source, sender(security), Publishing.byName(headers));
    }

    private static String sender(SecurityContext security) {
        return security.getUserPrincipal().getName();
    }

    Response receive(
            AlertSource from,
            byte @Nullable [] body,
            String project,
            @Nullable String source,
            String sender,
            Map<String, String> headers) {
        byte[] bytes = body == null ? new byte[0] : body;
        return repeatable(() -> room.read(bytes, MAX_BODY, () -> {
            AlertReader reader = new AlertReader(
                    document(bytes), from, project, source, Clock.systemUTC().instant());
            return publish(reader, from, sender, headers);
        }));
    }

    /** A portion that Kafka does not take fails the whole group: it comes again, and what was accepted is the same event then. */
    private Response publish(AlertReader reader, AlertSource from, String sender, Map<String, String> headers) {
        List<Accepted> accepted = new ArrayList<>();
        while (reader.hasNext()) {
            List<Event> events = reader.next();
            if (!events.isEmpty()) {
                accepted.addAll(
                        publishing.accept(events, sender, headers).await().indefinitely());
            }
        }
        Objects.requireNonNull(refused.get(from)).increment(reader.refused());
        Objects.requireNonNull(truncated.get(from)).increment(reader.truncated());
        if (reader.refused() > 0) {
            throw refusal(reader, accepted.size());
        }
        return Response.accepted(new AcceptedEvents(accepted)).build();
    }

    /** Whoever sends alerts takes 400 for final: what is right is accepted all the same, and it hears of what is not. */
    private static ProblemException refusal(AlertReader reading, int accepted) {
        String detail = reading.errors().stream()
                .limit(SHOWN)
                .map(error -> error.field() + ": " + error.message())
                .collect(Collectors.joining(
                        "; ",
                        "Expected every alert to be right, but " + reading.refused() + " of "
                                + (accepted + reading.refused()) + " were refused, and " + accepted + " accepted: ",
                        reading.errors().size() > SHOWN ? "; …" : ""));
        return new ProblemException(400, "invalid", "Invalid request", detail, reading.errors());
    }

    /** Alertmanager drops what is answered with 429, and repeats only what is answered with 5xx. */
    private static Response repeatable(Supplier<Response> receiving) {
        try {
            return receiving.get();
        } catch (ProblemException problem) {
            Duration again = problem.retryAfter();
            if (problem.status() == TOO_MANY_REQUESTS && again != null) {
                throw ProblemException.unavailable(problem.detail(), again);
            }
            throw problem;
        }
    }

    private static JsonNode document(byte[] body) {
        try {
            return PlainJson.tree(body);
        } catch (JsonProcessingException e) {
            throw JsonProblems.of(e);
        }
    }
}
