package io.outrider.reactor.event.inbound.kafka;

import io.outrider.reactor.event.domain.Event;
import io.outrider.reactor.event.domain.EventLimits;
import io.outrider.reactor.event.domain.Finding;
import io.outrider.reactor.event.domain.Occurrence;
import io.outrider.reactor.notation.PlainJson;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** Events out of Avro records, which anybody may have put onto the topic: they are checked like those of the API. */
final class EventRecords {

    private EventRecords() {}

    /** From the receipt by this service to the place in the topic: longer than Kafka may take to confirm. */
    static final Duration LONGEST_WAY = Duration.ofMinutes(1);

    /**
     * Reads a record. Windows go by the time of receipt, so that nobody may choose it: it is never after the record was put onto the
     * topic, nor much before.
     *
     * @param recorded when it was
     * @throws IllegalArgumentException naming everything that is wrong
     */
    static Occurrence occurrence(io.outrider.schemas.avro.Event record, Instant recorded, Instant now) {
        Event event = new Event(
                record.getProject(),
                record.getSource(),
                record.getId(),
                record.getType(),
                record.getSubject(),
                record.getTime(),
                record.getExtensions(),
                record.getData(),
                record.getCausationDepth(),
                receivedAt(record.getReceivedAt(), recorded.isAfter(now) ? now : recorded));
        List<Finding> findings = EventLimits.check(event);
        if (!findings.isEmpty()) {
            throw new IllegalArgumentException(findings.stream()
                    .map(finding -> finding.field() + ": " + finding.message())
                    .collect(Collectors.joining("; ")));
        }
        return new Occurrence(event, PlainJson.values(event.data()));
    }

    private static Instant receivedAt(Instant said, Instant recorded) {
        if (said.isAfter(recorded)) {
            return recorded;
        }
        Instant earliest = recorded.minus(LONGEST_WAY);
        return said.isBefore(earliest) ? earliest : said;
    }
}
