package io.outrider.scheduler.log.inbound.rest;

import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.SseEventSink;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Sends events, each when the one before it has left: a slow reader slows the sender, one that stalls is gone. */
final class PatientSink {

    /** A line that takes longer for one event is dead. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private final SseEventSink sink;
    private final Duration patience;

    PatientSink(SseEventSink sink, Duration patience) {
        this.sink = sink;
        this.patience = patience;
    }

    boolean isClosed() {
        return sink.isClosed();
    }

    /** Returns once the event has left; throws {@link ReaderGone} if it does not. */
    void send(OutboundSseEvent event) {
        if (sink.isClosed()) {
            throw new ReaderGone();
        }
        try {
            sink.send(event).toCompletableFuture().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ReaderGone();
        } catch (ExecutionException | TimeoutException | IllegalStateException e) {
            throw new ReaderGone();
        }
    }
}
