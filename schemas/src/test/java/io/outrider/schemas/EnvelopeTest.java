package io.outrider.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.apache.kafka.common.header.Headers;
import org.junit.jupiter.api.Test;

class EnvelopeTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");

    @Test
    void shouldComeBackFromItsHeaders() {
        Envelope envelope = Envelope.first("io.outrider.job.submitted", "/outrider/test", NOW, "job-1", "anna")
                .next("io.outrider.task.assigned", "/outrider/test", NOW, "task-1")
                .withTraceparent("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");

        assertThat(Envelope.from(envelope.toHeaders())).isEqualTo(envelope);
    }

    @Test
    void shouldKeepActorAndCorrelationAlongAChain() {
        Envelope first = Envelope.first("a", "/s", NOW, "x", "anna");
        Envelope second = first.next("b", "/s", NOW, "y").next("c", "/s", NOW, "z");

        assertThat(second.actor()).isEqualTo("anna");
        assertThat(second.correlationId()).isEqualTo(first.id());
        assertThat(second.causationId()).isNotEqualTo(first.id());
    }

    @Test
    void shouldNameTheHeaderThatIsMissing() {
        Headers headers = Envelope.first("a", "/s", NOW, "x", "anna").toHeaders();
        headers.remove("ce_type");

        assertThatThrownBy(() -> Envelope.from(headers)).hasMessageContaining("ce_type");
    }
}
