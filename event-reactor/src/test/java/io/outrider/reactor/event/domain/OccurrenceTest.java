package io.outrider.reactor.event.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrider.reactor.Events;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OccurrenceTest {

    @Test
    void shouldShowTheCountInBothSpellings() {
        Occurrence counted = Events.occurrence("a", "{}").counted(3, List.of());

        assertThat(counted.context()).containsEntry("occurrences", 3L).containsEntry("occurences", 3L);
    }

    @Test
    void shouldShowTheEventsWithItselfAsTheLast() {
        Occurrence first = occurrence("1", "{\"n\": 1}");
        Occurrence second = occurrence("2", "{\"n\": 2}");

        assertThat(ids(second.counted(2, List.of(first, second)))).containsExactly("1", "2");
        assertThat(ids(second.counted(2, List.of(first)))).containsExactly("1", "2");
        assertThat(ids(second)).containsExactly("2");
    }

    @Test
    void shouldLeaveOutTheOldestWhereTheDataIsMuch() {
        String large = "\"" + "x".repeat(EventLimits.MAX_DATA / 3) + "\"";
        List<Occurrence> events =
                List.of(occurrence("1", large), occurrence("2", large), occurrence("3", "1"), occurrence("4", large));

        assertThat(ids(events.getLast().counted(4, events))).containsExactly("2", "3", "4");
    }

    @Test
    void shouldTellWhatIsResolved() {
        assertThat(Events.occurrence("a", "{}").isResolved()).isFalse();
        Event resolved = new Event(
                "default", "/s", "1", "a", null, Events.NOW, Map.of("status", "resolved"), "{}", 0, Events.NOW);
        assertThat(new Occurrence(resolved, Map.of()).isResolved()).isTrue();
    }

    private static Occurrence occurrence(String id, String data) {
        return new Occurrence(
                new Event("default", "/s", id, "a", null, Events.NOW, Map.of(), data, 0, Events.NOW), data);
    }

    private static List<Object> ids(Occurrence occurrence) {
        return ((List<?>) occurrence.variables().get("events"))
                .stream()
                        .map(event -> ((Map<?, ?>) event).get("id"))
                        .map(Object.class::cast)
                        .toList();
    }
}
