package io.outrider.k8s.log.application;

import io.outrider.k8s.attempt.application.Papers;
import io.outrider.k8s.log.domain.LogMark;
import io.outrider.k8s.log.domain.ShownLog;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The log of one pod on its way. The stream is read from its beginning each time it breaks, and after the end of the container once
 * more as a whole, so that nothing is missing; what was told already is not told again.
 */
public final class FollowedLog {

    private static final Logger LOG = Logger.getLogger(FollowedLog.class);
    private static final int READ_BYTES = 64 * 1024;
    private static final int REASON_LINES = 5;
    private static final Duration BETWEEN_MARKS = Duration.ofSeconds(15);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final int LAST_TRIES = 5;

    private final Papers papers;
    private final String pod;
    private final Set<String> hidden;
    private final long maxBytes;
    private final PodLogs logs;
    private final LogSink sink;
    private final Consumer<LogMark> marks;
    private final CompletableFuture<LogEnd> end = new CompletableFuture<>();
    private final Thread thread;
    private final CountDownLatch containerEnded = new CountDownLatch(1);
    private volatile boolean closed;
    private @Nullable LogMark mark;
    private long offset;
    private String lastLines = "";
    private long markedAt = System.nanoTime();

    FollowedLog(
            Papers papers,
            String pod,
            Set<String> hidden,
            @Nullable LogMark mark,
            long maxBytes,
            PodLogs logs,
            LogSink sink,
            Consumer<LogMark> marks) {
        this.papers = papers;
        this.pod = pod;
        this.hidden = hidden;
        this.mark = mark;
        this.maxBytes = maxBytes;
        this.logs = logs;
        this.sink = sink;
        this.marks = marks;
        this.offset = mark == null ? 0 : mark.offset();
        this.thread = Thread.ofVirtual().name("log-" + pod).start(this::run);
    }

    /** Waits for the rest; returns what was told if it does not come in time. */
    public LogEnd finish(Duration patience) throws InterruptedException {
        containerEnded.countDown();
        try {
            return end.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.warnf("Expected the whole log of %s, but it did not come in time", papers.key());
            close();
            return new LogEnd(offset, lastLines);
        }
    }

    /** Stops reading. */
    public void close() {
        closed = true;
        thread.interrupt();
    }

    private void run() {
        int lastTries = 0;
        while (!closed) {
            boolean last = containerEnded.getCount() == 0;
            try {
                boolean there = pass(last);
                if (last || !there) {
                    break;
                }
            } catch (IOException | RuntimeException e) {
                LOG.debugf(e, "The log of %s broke off", papers.key());
                if (last && ++lastTries >= LAST_TRIES) {
                    LOG.warnf("Expected to read the log of %s, but %s", papers.key(), e.getMessage());
                    break;
                }
            }
            try {
                if (last || !containerEnded.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                    Thread.sleep(PAUSE.toMillis() / 5);
                }
            } catch (InterruptedException e) {
                break;
            }
        }
        end.complete(new LogEnd(offset, lastLines));
    }

    /** Reads the log once; returns false if there is no pod any more. */
    private boolean pass(boolean last) throws IOException {
        Optional<InputStream> opened = last ? logs.whole(pod) : logs.follow(pod);
        if (opened.isEmpty()) {
            return false;
        }
        ShownLog shown = new ShownLog(hidden, mark, offset, maxBytes);
        try (InputStream in = opened.get()) {
            byte[] buffer = new byte[READ_BYTES];
            for (int read = in.read(buffer); read >= 0 && !closed; read = in.read(buffer)) {
                shown.feed(buffer, read);
                publish(shown, false);
            }
        }
        if (last && !closed) {
            shown.end();
            publish(shown, true);
        }
        return true;
    }

    private void publish(ShownLog shown, boolean last) {
        long from = shown.offset();
        byte[] bytes = shown.take();
        lastLines = shown.lastLines(REASON_LINES);
        if (bytes.length > 0 || last) {
            sink.publish(papers, from, bytes, last, last ? shown.sha256Text() : null);
            offset = Math.max(offset, from + bytes.length);
        }
        LogMark next = shown.mark();
        if (next != null && next.offset() >= offset) {
            mark = next;
            if (System.nanoTime() - markedAt > BETWEEN_MARKS.toNanos()) {
                marks.accept(next);
                markedAt = System.nanoTime();
            }
        }
    }
}
