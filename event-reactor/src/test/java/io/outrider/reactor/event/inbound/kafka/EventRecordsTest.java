package io.outrider.reactor.event.inbound.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrider.schemas.avro.Event;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class EventRecordsTest {

    private static final Instant RECORDED = Instant.parse("2026-01-31T12:00:00Z");
    private static final Instant NOW = RECORDED.plusSeconds(3_600);

    @Test
    void shouldBelieveATimeOfReceiptShortlyBeforeTheRecord() {
        assertThat(receivedAt(RECORDED.minusMillis(20), RECORDED)).isEqualTo(RECORDED.minusMillis(20));
    }

    @Test
    void shouldNotLetASenderMoveAnEventIntoThePast() {
        assertThat(receivedAt(Instant.EPOCH, RECORDED)).isEqualTo(RECORDED.minus(EventRecords.LONGEST_WAY));
    }

    @Test
    void shouldNotLetASenderMoveAnEventIntoTheFuture() {
        assertThat(receivedAt(RECORDED.plusSeconds(1), RECORDED)).isEqualTo(RECORDED);
        assertThat(receivedAt(NOW.plus(Duration.ofDays(365)), NOW.plus(Duration.ofDays(365))))
                .isEqualTo(NOW);
    }

    private static Instant receivedAt(Instant said, Instant recorded) {
        Event event = Event.newBuilder()
                .setId("1")
                .setSource("/test")
                .setType("a/b")
                .setTime(RECORDED)
                .setReceivedAt(said)
                .build();
        return EventRecords.occurrence(event, recorded, NOW).event().receivedAt();
    }
}
