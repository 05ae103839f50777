package io.outrider.outbox;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import org.jboss.logging.Logger;

/**
 * Group commit: one thread takes whatever commands have gathered, applies them in one transaction and answers after the commit.
 *
 * <p>Commands are applied in the order of their submission, never two batches at once. When a batch fails for a reason that lies in the
 * input, its commands are applied one by one and only the bad one fails. While the database is away the batch is tried again for
 * {@value #PATIENCE_SECONDS} s, then its commands fail.
 *
 * @param <C> command
 * @param <R> result of a command
 */
public final class BatchWriter<C, R> implements AutoCloseable {

    static final int PATIENCE_SECONDS = 10;
    private static final int BATCHES_QUEUED = 20;
    private static final Logger LOG = Logger.getLogger(BatchWriter.class);

    /** Applies a batch of commands in an open transaction. */
    @FunctionalInterface
    public interface Handler<C, R> {
        /** Returns one result for each command, and the messages that follow. */
        BatchResult<R> handle(OpenTransaction transaction, List<C> commands);
    }

    private record Pending<C, R>(C command, CompletableFuture<R> result) {}

    private final String name;
    private final int maxBatch;
    private final Handler<C, R> handler;
    private final Transactions transactions;
    private final Outbox outbox;
    private final MeterRegistry meters;
    private final BlockingQueue<Pending<C, R>> queue;
    private final Thread thread;
    private volatile boolean closed;

    BatchWriter(
            String name,
            int maxBatch,
            Handler<C, R> handler,
            Transactions transactions,
            Outbox outbox,
            MeterRegistry meters) {
        this.name = name;
        this.maxBatch = maxBatch;
        this.handler = handler;
        this.transactions = transactions;
        this.outbox = outbox;
        this.meters = meters;
        this.queue = new ArrayBlockingQueue<>(maxBatch * BATCHES_QUEUED);
        this.thread = Thread.ofPlatform().daemon().name("writer-" + name).start(this::run);
        meters.gauge("outrider.writer.queue", List.of(Tag.of("writer", name)), queue, BlockingQueue::size);
    }

    /**
     * Submits a command.
     *
     * @return completed after the commit, on the writer's thread: what follows must not block it
     * @throws RejectedExecutionException when too many commands wait; the caller slows down its source
     */
    public CompletionStage<R> submit(C command) {
        Pending<C, R> pending = new Pending<>(command, new CompletableFuture<>());
        if (closed || !queue.offer(pending)) {
            throw new RejectedExecutionException(
                    "Expected room in the queue of " + name + ", but " + queue.size() + " commands wait");
        }
        return pending.result();
    }

    private void run() {
        List<Pending<C, R>> batch = new ArrayList<>(maxBatch);
        Pacing pacing = new Pacing(System.nanoTime());
        while (!closed) {
            try {
                batch.clear();
                batch.add(queue.take());
                pacing.await();
                queue.drainTo(batch, maxBatch - 1);
                meters.summary("outrider.writer.batch", "writer", name).record(batch.size());
                apply(List.copyOf(batch));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        queue.forEach(
                pending -> pending.result().completeExceptionally(new RejectedExecutionException(name + " is closed")));
    }

    private void apply(List<Pending<C, R>> batch) {
        long patience = System.nanoTime() + Duration.ofSeconds(PATIENCE_SECONDS).toNanos();
        for (int attempt = 0; ; attempt++) {
            try {
                List<R> results = commit(batch.stream().map(Pending::command).toList());
                for (int i = 0; i < batch.size(); i++) {
                    batch.get(i).result().complete(results.get(i));
                }
                return;
            } catch (RuntimeException | Error e) {
                // An error of one command, such as a stack overflow, must not end the thread of all others.
                boolean again = Failures.isTransient(e) && System.nanoTime() < patience && !closed;
                if (!again) {
                    fail(batch, e);
                    return;
                }
                LOG.warnf(
                        "Expected to commit %d commands of %s, but %s; trying again",
                        batch.size(), name, Failures.reason(e));
                Pause.exponential(attempt, Duration.ofMillis(20), Duration.ofSeconds(1));
            }
        }
    }

    private List<R> commit(List<C> commands) {
        BatchResult<R> result = transactions.run(tx -> {
            BatchResult<R> handled = handler.handle(tx, commands);
            outbox.append(tx, handled.messages());
            return handled;
        });
        if (result.results().size() != commands.size()) {
            throw new IllegalStateException("Expected " + commands.size() + " results of " + name + ", but got "
                    + result.results().size());
        }
        if (!result.messages().isEmpty()) {
            if (result.urgent()) {
                outbox.committed();
            } else {
                outbox.committedCalmly();
            }
        }
        return result.results();
    }

    private void fail(List<Pending<C, R>> batch, Throwable failure) {
        if (batch.size() > 1 && !Failures.isTransient(failure)) {
            batch.forEach(pending -> apply(List.of(pending)));
            return;
        }
        LOG.errorf(failure, "Expected to commit %d commands of %s, but gave up", batch.size(), name);
        batch.forEach(pending -> pending.result().completeExceptionally(failure));
    }

    /** Stops after the batch at hand; commands that still wait fail. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
