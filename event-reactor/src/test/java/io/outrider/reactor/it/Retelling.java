package io.outrider.reactor.it;

import io.outrider.reactor.reaction.application.ReferenceReactor;
import io.outrider.reactor.reaction.application.ReferenceReactor.Group;
import io.outrider.reactor.reaction.application.ReferenceReactor.Reaction;
import io.outrider.reactor.reaction.application.ReferenceReactor.Told;
import io.outrider.reactor.reaction.domain.Budget;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Tells the events that are stored to the reference, in the order in which they were decided, and hears what has to have come of them.
 *
 * <p>Of what really happened it takes only what depends on Kafka's speed: an event that Kafka had after a deadline, though it was received
 * before, may have come too late for the window. One that Kafka had in time has to be in it.
 */
final class Retelling {

    private static final String EVENTS = """
            select concat_ws(' ', seq, event_key, type, data::json ->> 'group', (extract(epoch from received_at) * 1000)::bigint,
              (extract(epoch from decided_at) * 1000)::bigint)
            from event where source = '/it' order by seq""";

    private static final String ENDED = """
            select concat_ws(' ', f.reaction, f.group_key, (extract(epoch from f.fired_at) * 1000)::bigint, max(e.seq))
            from firing f join decision d on d.firing_id = f.id join event e on e.event_key = d.event_key
            where f.cause = 'TIMER' group by f.id""";

    private static final Budget PLENTY = new Budget(1_000_000, Duration.ofSeconds(1));

    private record Stored(long seq, UUID key, String type, String group, long at, long decided) {

        static Stored of(String line) {
            String[] words = line.split(" ", -1);
            return new Stored(
                    Long.parseLong(words[0]),
                    UUID.fromString(words[1]),
                    words[2],
                    words[3],
                    Long.parseLong(words[4]),
                    Long.parseLong(words[5]));
        }
    }

    /**
     * A window that ended by itself.
     *
     * @param last the number of the last event that was in it
     */
    private record Ended(Group group, long at, long last) {

        static Ended of(String line) {
            String[] words = line.split(" ", -1);
            return new Ended(new Group(words[0], words[1]), Long.parseLong(words[2]), Long.parseLong(words[3]));
        }
    }

    private final Map<UUID, Long> kept;
    private final Map<Group, List<Ended>> ended;
    private final Map<Group, ReferenceReactor> references = new HashMap<>();

    private Retelling(Map<UUID, Long> kept, List<String> ended) {
        this.kept = kept;
        this.ended = ended.stream().map(Ended::of).collect(Collectors.groupingBy(Ended::group));
    }

    /**
     * Retells all that happened.
     *
     * @param kept when Kafka had each event, in milliseconds since 1970
     */
    static Retelling of(Database database, List<Reaction> reactions, Map<UUID, Long> kept) {
        Retelling retelling = new Retelling(kept, database.texts(ENDED));
        database.texts(EVENTS).stream()
                .map(Stored::of)
                .forEach(event -> reactions.stream()
                        .filter(reaction -> reaction.on().contains(event.type()))
                        .forEach(reaction -> retelling.tell(reaction, event)));
        long now = Instant.now().toEpochMilli();
        retelling.references.values().forEach(reference -> reference.elapse(now, now));
        return retelling;
    }

    private void tell(Reaction reaction, Stored event) {
        Group group = new Group(reaction.id().name(), reaction.grouped() ? event.group() : "");
        // One for each group: between groups there is no order of deadlines.
        references
                .computeIfAbsent(
                        group,
                        key -> new ReferenceReactor(
                                List.of(reaction), PLENTY, Duration.ofDays(1).toMillis()))
                .event(new Told(event.key(), event.type(), event.group(), false, at(group, event)), event.decided());
    }

    /** An event that missed windows counts as received when the last of them ended. */
    private long at(Group group, Stored event) {
        long known = kept.getOrDefault(event.key(), 0L);
        return ended.getOrDefault(group, List.of()).stream()
                .filter(window -> window.last() < event.seq() && event.at() < window.at() && window.at() < known)
                .mapToLong(Ended::at)
                .max()
                .orElse(event.at());
    }

    /** What {@link ReferenceReactor#decisions} has to say of all groups. */
    List<String> decisions() {
        return all(ReferenceReactor::decisions);
    }

    /** What {@link ReferenceReactor#firings} has to say of all groups. */
    List<String> firings() {
        return all(ReferenceReactor::firings);
    }

    /** The jobs of all firings. */
    List<String> jobs() {
        return all(ReferenceReactor::running).stream().map(UUID::toString).toList();
    }

    private <T> List<T> all(Function<ReferenceReactor, List<T>> part) {
        return references.values().stream()
                .flatMap(reference -> part.apply(reference).stream())
                .toList();
    }
}
