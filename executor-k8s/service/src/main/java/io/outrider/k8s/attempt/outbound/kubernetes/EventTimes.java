package io.outrider.k8s.attempt.outbound.kubernetes;

import io.fabric8.kubernetes.api.model.Event;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** When events happened. Each of the two APIs for events, and a series, has fields of its own for that. */
final class EventTimes {

    private EventTimes() {}

    /** Returns when this last happened, else when it was written down; the epoch if nothing says so. */
    static Instant last(Event event) {
        return Stream.of(
                        event.getLastTimestamp(),
                        event.getFirstTimestamp(),
                        event.getEventTime() == null
                                ? null
                                : event.getEventTime().getTime(),
                        event.getSeries() == null || event.getSeries().getLastObservedTime() == null
                                ? null
                                : event.getSeries().getLastObservedTime().getTime())
                .map(EventTimes::time)
                .max(Instant::compareTo)
                .filter(Instant.EPOCH::isBefore)
                .orElseGet(() -> time(event.getMetadata().getCreationTimestamp()));
    }

    private static Instant time(@Nullable String text) {
        try {
            return text == null ? Instant.EPOCH : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            return Instant.EPOCH;
        }
    }
}
