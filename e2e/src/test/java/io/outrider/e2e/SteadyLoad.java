package io.outrider.e2e;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Submits a job every so often, as a careful client does: a request that gets no answer is sent again under the same key until it is
 * accepted.
 */
final class SteadyLoad implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofMillis(200);

    private final List<String> jobs = new CopyOnWriteArrayList<>();
    private final Outrider outrider;
    private final String body;
    private final Thread thread;
    private volatile boolean stopped;

    SteadyLoad(Outrider outrider, String template, Path starts) {
        this.outrider = outrider;
        this.body = """
                {"template": "%s", "parameters": {"file": "%s", "seconds": 1}}""".formatted(template, starts);
        this.thread = Thread.ofVirtual().name("load").start(this::run);
    }

    private void run() {
        while (!stopped) {
            submit(UUID.randomUUID().toString());
            pause();
        }
    }

    private void submit(String key) {
        while (true) {
            try {
                jobs.add(outrider.with("Idempotency-Key", key)
                        .post("scheduler-service", "/jobs", body)
                        .path("id")
                        .asText());
                return;
            } catch (UncheckedIOException away) {
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            throw new AssertionError("Nobody interrupts the load", e);
        }
    }

    /** Jobs that were accepted until now. */
    List<String> jobs() {
        return List.copyOf(jobs);
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
