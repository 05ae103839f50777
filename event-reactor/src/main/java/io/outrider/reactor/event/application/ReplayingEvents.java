package io.outrider.reactor.event.application;

import io.outrider.reactor.event.domain.Event;
import io.outrider.reactor.event.domain.EventLimits;
import io.outrider.reactor.event.domain.Finding;
import io.outrider.reactor.reaction.application.Rehearsal;
import io.outrider.reactor.reaction.application.RehearsingEvents;
import io.outrider.rest.FieldError;
import io.outrider.rest.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Lets an event come once more, as a copy that says so; or only tells what that would do. */
@ApplicationScoped
public class ReplayingEvents {

    /** The extension attribute of a copy: the id of the event that it is a copy of. */
    public static final String MARK = "replayof";

    private final ReadingEvents reading;
    private final AcceptingEvents accepting;
    private final RehearsingEvents rehearsing;
    private final Vertx vertx;

    ReplayingEvents(ReadingEvents reading, AcceptingEvents accepting, RehearsingEvents rehearsing, Vertx vertx) {
        this.reading = reading;
        this.accepting = accepting;
        this.rehearsing = rehearsing;
        this.vertx = vertx;
    }

    /** What a copy would do. */
    public record Rehearsed(Event event, Instant at, Rehearsal rehearsal) {}

    /** Tells what a copy would do now. Nothing is published, nothing is kept. */
    public Uni<Rehearsed> rehearse(String project, String id, @Nullable String source) {
        return reading.event(project, id, source)
                .chain(found -> vertx.executeBlocking(() -> {
                    Event copy = copy(found.event());
                    return new Rehearsed(found.event(), copy.receivedAt(), rehearsing.rehearse(copy));
                }));
    }

    /** Publishes a copy. */
    public Uni<Accepted> replay(String project, String id, @Nullable String source, String user) {
        return reading.event(project, id, source)
                .map(found -> copy(found.event()))
                .chain(copy -> vertx.executeBlocking(() -> accepting.accept(new Submission(List.of(copy), user, null))))
                .chain(accepted -> Uni.createFrom().completionStage(accepted))
                .map(List::getFirst);
    }

    /** The same with another id, received now; as deep in the chain of causes, so that replays end as loops do. */
    private static Event copy(Event event) {
        Map<String, String> extensions = new HashMap<>(event.extensions());
        extensions.put(MARK, event.id());
        Event copy = new Event(
                event.project(),
                event.source(),
                UUID.randomUUID().toString(),
                event.type(),
                event.subject(),
                event.time(),
                extensions,
                event.data(),
                event.causationDepth(),
                Clock.systemUTC().instant());
        List<Finding> findings = EventLimits.check(copy);
        if (!findings.isEmpty()) {
            throw ProblemException.unprocessable(findings.stream()
                    .map(finding -> new FieldError(finding.field(), finding.message()))
                    .toList());
        }
        return copy;
    }
}
