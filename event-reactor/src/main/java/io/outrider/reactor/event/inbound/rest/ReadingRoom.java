package io.outrider.reactor.event.inbound.rest;

import io.outrider.rest.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Lets only so much be read at a time: as a tree a body needs many times its size, and the heap is small. */
@ApplicationScoped
public class ReadingRoom {

    /** Bytes of a body, but for a group of alerts: who sends events can send them in parts. */
    public static final int MAX_BODY = 1024 * 1024;

    /** Bytes of the bodies that are read at once; one alone is never larger. */
    static final int ROOM = 8 * 1024 * 1024;

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final Semaphore room = new Semaphore(ROOM, true);

    /**
     * Reads a body when there is room for it; not for an event loop.
     *
     * @param max bytes
     * @throws ProblemException (413) when it is larger, (429) when there is no room in time
     */
    public <T> T read(byte[] body, int max, Supplier<T> reading) {
        if (body.length > max) {
            throw ProblemException.tooLarge(
                    "Expected a body of at most " + max + " bytes, but it has " + body.length + "; send it in parts");
        }
        await(body.length);
        try {
            return reading.get();
        } finally {
            room.release(body.length);
        }
    }

    private void await(int bytes) {
        try {
            if (!room.tryAcquire(bytes, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw ProblemException.busy("Expected room to read more events, but too many are being read", AGAIN);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ProblemException.busy("Expected to read events, but the service stops", AGAIN);
        }
    }
}
