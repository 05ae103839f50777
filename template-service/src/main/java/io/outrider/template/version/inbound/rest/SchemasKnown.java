package io.outrider.template.version.inbound.rest;

import io.outrider.outbox.RecordCodec;
import io.outrider.rest.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/**
 * Holds publishers back in the first moments after a start, until the registry knows the schemas: a transaction of
 * Hibernate Reactive encodes its messages on an event loop, which must never wait for the registry.
 */
@ApplicationScoped
public class SchemasKnown {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration STEP = Duration.ofMillis(50);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final RecordCodec codec;

    SchemasKnown(RecordCodec codec) {
        this.codec = codec;
    }

    /** Waits, on a thread that may block; ends the request with 503 if the registry stays away. */
    void await() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!codec.ready()) {
            if (System.nanoTime() - deadline > 0) {
                throw away();
            }
            try {
                Thread.sleep(STEP);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw away();
            }
        }
    }

    private static ProblemException away() {
        return ProblemException.unavailable(
                "Expected the schema registry to answer, but it does not; nothing was published", RETRY_AFTER);
    }
}
