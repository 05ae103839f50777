package io.outrider.reactor.reaction.application;

import io.outrider.reactor.event.domain.Event;
import io.outrider.reactor.event.domain.Occurrence;
import io.outrider.reactor.event.outbound.postgres.EventRecall;
import io.outrider.reactor.notation.PlainJson;
import io.outrider.schemas.Envelope;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The events of a batch, and those of earlier ones that its windows refer to. Reads many at once, within bounds. */
final class Recollection {

    /** Bytes of data of earlier events that are kept for a batch; beyond that they are read one by one. */
    private static final long ROOM = 8L * 1024 * 1024;

    private final EventRecall recall;
    private final SqlConnection transaction;
    private final Map<UUID, Arrival> known = new HashMap<>();

    Recollection(EventRecall recall, SqlConnection transaction) {
        this.recall = recall;
        this.transaction = transaction;
    }

    void add(Arrival arrival) {
        known.put(arrival.occurrence().event().key(), arrival);
    }

    /** Reads events that will be asked for. */
    void prepare(Set<UUID> keys) {
        List<UUID> missing =
                keys.stream().filter(key -> !known.containsKey(key)).toList();
        if (!missing.isEmpty()) {
            recall.find(transaction, missing, ROOM).forEach(event -> add(arrival(event)));
        }
    }

    /** Returns an event, unless it was deleted. */
    Optional<Arrival> find(UUID key) {
        Arrival arrival = known.get(key);
        return arrival != null
                ? Optional.of(arrival)
                : recall.find(transaction, List.of(key), Long.MAX_VALUE).stream()
                        .map(Recollection::arrival)
                        .findFirst();
    }

    /** Returns those that are still there, in this order. */
    List<Occurrence> all(Collection<UUID> keys) {
        List<Occurrence> all = new ArrayList<>();
        keys.forEach(key -> find(key).ifPresent(arrival -> all.add(arrival.occurrence())));
        return all;
    }

    /** The envelope is that of an event that came through the API. */
    private static Arrival arrival(Event event) {
        String id = event.key().toString();
        Envelope envelope = new Envelope(
                id,
                "io.outrider.event.received",
                "/outrider/event-reactor",
                event.receivedAt(),
                event.type(),
                "",
                null,
                id,
                null);
        return new Arrival(new Occurrence(event, PlainJson.values(event.data())), envelope);
    }
}
