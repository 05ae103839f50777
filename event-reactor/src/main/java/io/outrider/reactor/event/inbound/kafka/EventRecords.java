package io.outrider.reactor.event.inbound.kafka;

import io.outrider.reactor.event.domain.Event;
import io.outrider.reactor.event.domain.EventLimits;
import io.outrider.reactor.event.domain.Finding;
import io.outrider.reactor.event.domain.Occurrence;
import io.outrider.reactor.notation.PlainJson;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** Events out of Avro records, which anybody may have put onto the topic: they are checked like those of the API. */
final class EventRecords {

    private EventRecords() {}

    /**
     * Reads a record.
     *
     * @param now windows go by the time of receipt: nobody's may lie ahead
     * @throws IllegalArgumentException naming everything that is wrong
     */
    static Occurrence occurrence(io.outrider.schemas.avro.Event record, Instant now) {
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
                record.getReceivedAt().isAfter(now) ? now : record.getReceivedAt());
        List<Finding> findings = EventLimits.check(event);
        if (!findings.isEmpty()) {
            throw new IllegalArgumentException(findings.stream()
                    .map(finding -> finding.field() + ": " + finding.message())
                    .collect(Collectors.joining("; ")));
        }
        return new Occurrence(event, PlainJson.values(event.data()));
    }
}
