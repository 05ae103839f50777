package io.outrider.build.log.application;

import io.outrider.build.BuildId;
import io.outrider.build.image.application.BuildLine;
import io.outrider.build.log.domain.LogCutter;
import io.outrider.build.log.domain.LogLine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Writes one attempt's log in batches, soon after the text came. Writing never blocks on the database; while that is away
 * lines wait in memory, which the log's bound limits.
 */
public final class BuildLogWriter implements BuildLine, AutoCloseable {
    private static final Logger LOG = Logger.getLogger(BuildLogWriter.class);
    /** Soon enough for a person who watches, seldom enough for the database. */
    private static final Duration PAUSE = Duration.ofMillis(100);

    private static final int BATCH = 2_000;
    private static final int LAST_TRIES = 5;

    private final LogStore store;
    private final BuildId build;
    private final int attempt;
    private final LogCutter cutter;
    private final Object writing = new Object();
    private final CountDownLatch done = new CountDownLatch(1);
    private List<LogLine> waiting = new ArrayList<>();
    private boolean closed;

    BuildLogWriter(LogStore store, BuildId build, int attempt, LogCutter cutter) {
        this.store = store;
        this.build = build;
        this.attempt = attempt;
        this.cutter = cutter;
        Thread.ofVirtual().name("log-" + build).start(this::run);
    }

    @Override
    public synchronized void write(String text) {
        if (!closed) {
            waiting.addAll(cutter.take(text));
        }
    }

    /** Stores all that was written so far, as well as it can. */
    public void flush() {
        for (int attemptsLeft = LAST_TRIES; attemptsLeft > 0; attemptsLeft--) {
            if (store()) {
                return;
            }
            pause();
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            waiting.addAll(cutter.finish());
            closed = true;
        }
        done.countDown();
        flush();
    }

    private void run() {
        try {
            while (!done.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                store();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean store() {
        synchronized (writing) {
            List<LogLine> batch = take();
            try {
                for (int from = 0; from < batch.size(); from += BATCH) {
                    store.append(build, attempt, batch.subList(from, Math.min(from + BATCH, batch.size())));
                }
                return true;
            } catch (RuntimeException e) {
                LOG.warnf("build=%s attempt=%d Expected to store log lines, but %s", build, attempt, e.getMessage());
                putBack(batch);
                return false;
            }
        }
    }

    private synchronized List<LogLine> take() {
        List<LogLine> batch = waiting;
        waiting = new ArrayList<>();
        return batch;
    }

    private synchronized void putBack(List<LogLine> batch) {
        batch.addAll(waiting);
        waiting = batch;
    }
}
