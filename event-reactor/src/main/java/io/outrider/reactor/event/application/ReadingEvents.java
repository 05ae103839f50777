package io.outrider.reactor.event.application;

import io.outrider.reactor.event.domain.StoredEvent;
import io.outrider.reactor.event.outbound.postgres.EventReads;
import io.outrider.reactor.reaction.application.OpenWindows;
import io.outrider.reactor.reaction.application.PassingOver;
import io.outrider.reactor.reaction.domain.DecisionLine;
import io.outrider.reactor.reaction.domain.DecisionLog;
import io.outrider.reactor.reaction.outbound.postgres.DecisionReads;
import io.outrider.rest.Page;
import io.outrider.rest.PageRequest;
import io.outrider.rest.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Shows events and what was decided about them. */
@ApplicationScoped
public class ReadingEvents {

    /**
     * An event with its lines of the decision log, and why there are no others.
     *
     * @param open which of the windows in the log are open
     */
    public record Detailed(StoredEvent event, DecisionLog log, Set<UUID> open, PassingOver.All passed) {
        public Detailed {
            open = Set.copyOf(open);
        }
    }

    private final EventReads events;
    private final DecisionReads decisions;
    private final OpenWindows windows;
    private final PassingOver passing;
    private final Vertx vertx;

    ReadingEvents(EventReads events, DecisionReads decisions, OpenWindows windows, PassingOver passing, Vertx vertx) {
        this.events = events;
        this.decisions = decisions;
        this.windows = windows;
        this.passing = passing;
        this.vertx = vertx;
    }

    /** Returns a page of events, newest first. */
    public Uni<Page<StoredEvent>> list(String project, @Nullable String type, PageRequest page) {
        long before = page.after() == null ? Long.MAX_VALUE : sequence(page.after());
        return events.newest(project, type, before, page.limit() + 1)
                .map(rows -> Page.of(rows, page, event -> Long.toString(event.sequence())));
    }

    /** Returns an event, what was decided about it, and what followed; see {@link #event}. */
    public Uni<Detailed> one(String project, String id, @Nullable String source) {
        return event(project, id, source)
                .chain(stored -> decisions
                        .about(stored.event().key())
                        .chain(log -> vertx.executeBlocking(() -> detailed(stored, log))));
    }

    private Detailed detailed(StoredEvent stored, DecisionLog log) {
        return new Detailed(stored, log, windows.among(stored.event().project(), log), passed(stored, log));
    }

    private PassingOver.All passed(StoredEvent stored, DecisionLog log) {
        Instant decidedAt = stored.decidedAt();
        if (decidedAt == null) {
            return PassingOver.All.NONE;
        }
        Set<String> answered =
                log.decisions().stream().map(DecisionLine::reaction).collect(Collectors.toSet());
        return passing.about(stored.event().project(), stored.event().key(), decidedAt, answered);
    }

    /** Returns the event with this id; which, has to be said by its source when several sources used the id. */
    Uni<StoredEvent> event(String project, String id, @Nullable String source) {
        return events.withId(project, id, source).map(found -> single(found, id));
    }

    private static StoredEvent single(List<StoredEvent> found, String id) {
        if (found.isEmpty()) {
            throw ProblemException.notFound("event", id);
        }
        if (found.size() > 1) {
            throw ProblemException.conflict("Expected one event with the id '" + id
                    + "', but several sources used it: add ?source=, for example "
                    + found.getFirst().event().source());
        }
        return found.getFirst();
    }

    private static long sequence(String after) {
        try {
            return Long.parseLong(after);
        } catch (NumberFormatException e) {
            throw ProblemException.invalid(
                    "cursor", "Expected the nextCursor of an earlier page, but was something else");
        }
    }
}
