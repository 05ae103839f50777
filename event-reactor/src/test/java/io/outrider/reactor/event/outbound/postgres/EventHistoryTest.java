package io.outrider.reactor.event.outbound.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrider.outbox.Transactions;
import io.outrider.reactor.Api;
import io.outrider.reactor.event.domain.Event;
import io.outrider.stack.testing.EmbeddedStackResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The order of events: as they are decided, also where one request brought many in the same millisecond. */
@QuarkusTest
@WithTestResource(
        value = EmbeddedStackResource.class,
        initArgs = @ResourceArg(name = "database", value = "event_reactor"))
class EventHistoryTest {

    private static final int EVENTS = 20;

    @Inject
    EventTable table;

    @Inject
    EventHistory history;

    @Inject
    EventReads reads;

    @Inject
    Transactions transactions;

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private final String project = Api.unique("history");

    @Test
    void shouldKeepTheOrderOfOneMillisecond() {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < EVENTS; i++) {
            events.add(event("e" + i, now));
        }
        claim(events);

        assertThat(past())
                .containsExactlyElementsOf(events.stream().map(Event::key).toList());
        assertThat(newest())
                .containsExactlyElementsOf(
                        events.reversed().stream().map(Event::id).toList());
    }

    @Test
    void shouldOrderABatchByTheTimeOfReceipt() {
        Event late = event("late", now);
        Event early = event("early", now.minusMillis(5));

        claim(List.of(late, early));

        assertThat(past()).containsExactly(early.key(), late.key());
        assertThat(newest()).containsExactly("late", "early");
    }

    private void claim(List<Event> events) {
        Set<UUID> claimed = transactions.run(transaction -> table.claim(transaction, events, now));
        assertThat(claimed).hasSize(events.size());
    }

    private List<UUID> past() {
        var wanted = new EventHistory.Wanted(project, Optional.of(List.of("disk/full")), type -> true);
        return transactions
                .run(transaction -> history.since(transaction, wanted, now.minusSeconds(60), 100))
                .events()
                .stream()
                .map(EventHistory.Past::key)
                .toList();
    }

    private List<String> newest() {
        return reads.newest(project, null, Long.MAX_VALUE, 100).await().indefinitely().stream()
                .map(stored -> stored.event().id())
                .toList();
    }

    private Event event(String id, Instant at) {
        return new Event(project, "/m", id, "disk/full", null, at, Map.of(), "null", 0, at);
    }
}
