package io.outrider.e2e;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Asks for something every so often, as a careful client does: a request that gets no answer is sent again under the same key until it is
 * accepted.
 */
final class SteadyLoad implements AutoCloseable {

    private static final Duration AGAIN = Duration.ofMillis(200);

    /** Something that is done once for each key, however often it is asked for. */
    interface Request {

        /**
         * Asks for it.
         *
         * @return what was accepted
         * @throws UncheckedIOException when there was no answer, or none that is an acceptance
         */
        String send(String key);
    }

    private final List<String> accepted = new CopyOnWriteArrayList<>();
    private final Request request;
    private final Duration pause;
    private final Thread thread;
    private volatile boolean stopped;

    SteadyLoad(Duration pause, Request request) {
        this.request = request;
        this.pause = pause;
        this.thread = Thread.ofVirtual().name("load").start(this::run);
    }

    private void run() {
        while (!stopped) {
            send(UUID.randomUUID().toString());
            sleep(pause);
        }
    }

    private void send(String key) {
        while (true) {
            try {
                accepted.add(request.send(key));
                return;
            } catch (UncheckedIOException away) {
                sleep(AGAIN);
            }
        }
    }

    private static void sleep(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            throw new AssertionError("Nobody interrupts the load", e);
        }
    }

    /** What was accepted until now. */
    List<String> accepted() {
        return List.copyOf(accepted);
    }

    /** Ends once the last request was accepted. */
    @Override
    public void close() {
        stopped = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
