package io.outrider.scheduler.log.inbound.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.SseEventSink;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jboss.resteasy.reactive.server.jaxrs.OutboundSseEventImpl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class PatientSinkTest {

    private final OutboundSseEvent event =
            new OutboundSseEventImpl.BuilderImpl().data("a line").build();
    private final CompletableFuture<Void> left = new CompletableFuture<>();

    /** Takes an event when the test says so. */
    private final class Line implements SseEventSink {
        private boolean closed;

        @Override
        public boolean isClosed() {
            return closed;
        }

        @Override
        public CompletionStage<?> send(OutboundSseEvent sent) {
            return left;
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    @Test
    void shouldGiveUpAReaderThatTakesNothing() {
        PatientSink sink = new PatientSink(new Line(), Duration.ofMillis(50));

        assertThatThrownBy(() -> sink.send(event)).isInstanceOf(ReaderGone.class);
    }

    @Test
    void shouldWaitForASlowReader() {
        PatientSink sink = new PatientSink(new Line(), Duration.ofSeconds(10));
        CompletableFuture<Void> unused = left.completeOnTimeout(null, 100, TimeUnit.MILLISECONDS);

        assertThatCode(() -> sink.send(event)).doesNotThrowAnyException();
        assertThat(left).isCompleted();
    }

    @Test
    void shouldSayThatTheReaderIsGoneWhenTheLineBreaks() {
        left.completeExceptionally(new IOException("Connection reset"));
        PatientSink sink = new PatientSink(new Line(), Duration.ofSeconds(10));

        assertThatThrownBy(() -> sink.send(event)).isInstanceOf(ReaderGone.class);
    }

    @Test
    void shouldSendNothingToAClosedLine() {
        Line line = new Line();
        line.close();
        PatientSink sink = new PatientSink(line, Duration.ofSeconds(10));

        assertThat(sink.isClosed()).isTrue();
        assertThatThrownBy(() -> sink.send(event)).isInstanceOf(ReaderGone.class);
    }
}
