package io.outrider.reactor.event.inbound.rest;

import io.outrider.reactor.event.application.Accepted;
import io.outrider.reactor.event.application.AcceptingEvents;
import io.outrider.reactor.event.application.Submission;
import io.outrider.reactor.event.domain.Event;
import io.outrider.rest.CausationDepth;
import io.outrider.tracing.TraceContext;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The last step of every request that brings events: has them accepted and makes the answer. */
@ApplicationScoped
public class Publishing {

    private static final String DEPTH = CausationDepth.HEADER.toLowerCase(Locale.ROOT);

    private final AcceptingEvents accepting;

    public Publishing(AcceptingEvents accepting) {
        this.accepting = accepting;
    }

    /**
     * Publishes the events; not for an event loop. The header {@value CausationDepth#HEADER} of a job that sends them is heeded.
     *
     * @param sender who sent them
     * @param headers by lower-case name
     */
    public Uni<Response> publish(List<Event> events, String sender, Map<String, String> headers) {
        return accept(events, sender, headers)
                .map(accepted -> Response.accepted(new AcceptedEvents(accepted)).build());
    }

    /** Publishes the events as {@link #publish} does and returns what was accepted. */
    public Uni<List<Accepted>> accept(List<Event> events, String sender, Map<String, String> headers) {
        int depth = CausationDepth.of(headers.get(DEPTH));
        List<Event> placed = events.stream().map(event -> event.atDepth(depth)).toList();
        Submission submission = new Submission(placed, sender, TraceContext.checked(headers.get("traceparent")));
        return Uni.createFrom().completionStage(accepting.accept(submission));
    }

    /** Returns the first value of each header, by lower-case name. */
    public static Map<String, String> byName(HttpHeaders headers) {
        Map<String, String> byName = new HashMap<>();
        headers.getRequestHeaders()
                .forEach((name, values) -> byName.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
        return byName;
    }
}
