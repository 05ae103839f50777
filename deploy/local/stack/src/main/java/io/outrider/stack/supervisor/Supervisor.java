package io.outrider.stack.supervisor;

import io.outrider.stack.infrastructure.StackDirectory;
import io.outrider.stack.process.ProcessIdentity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Starts the whole stack, keeps it running, and stops it in the opposite order.
 *
 * <p>Every change is written to the data folder before anybody hears of it. One supervisor works in a folder at a time;
 * the caller holds the {@link StackLock}.
 */
public final class Supervisor {

    private final StatusFile statusFile;
    private final ConnectionFile connectionFile;
    private final LogLimit logLimit;
    private final StackPlan plan;
    private final Consumer<StackStatus> listener;
    private final String startedAt;
    private final ProcessIdentity self = ProcessIdentity.ofThisProcess();

    /** One thread writes, since a component's own thread may be interrupted in the middle of a file. */
    private final ExecutorService publisher = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("status").daemon().factory());

    private final AtomicBoolean stopping = new AtomicBoolean();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private StackStatus.Stage stage = StackStatus.Stage.STARTING;

    /** Takes whom to tell of every change; the listener must be quick. */
    public Supervisor(StackDirectory directory, StackPlan.Choices choices, Instant now, Consumer<StackStatus> listener)
            throws IOException {
        this.statusFile = new StatusFile(directory);
        this.connectionFile = new ConnectionFile(directory);
        this.logLimit = new LogLimit(directory.root().resolve("logs"), LogLimit.DEFAULT_MAX_BYTES);
        this.listener = listener;
        this.startedAt = now.toString();
        this.plan = StackPlan.make(directory, choices, changed -> publish());
    }

    /** Starts everything and returns once each component is ready, skipped or failed. */
    public StackStatus start() throws IOException {
        publish();
        plan.components().forEach(SupervisedComponent::begin);
        var settled =
                plan.components().stream().map(SupervisedComponent::settled).toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(settled).join();
        boolean failed =
                plan.components().stream().anyMatch(each -> each.status().phase() == Phase.FAILED);
        if (!failed && !stopping.get()) {
            connectionFile.write(plan.connection(self.pid(), startedAt));
        }
        if (!stopping.get()) {
            become(failed ? StackStatus.Stage.FAILED : StackStatus.Stage.UP);
        }
        return status();
    }

    /** Keeps the logs small; call it now and then. */
    public void limitLogs() throws IOException {
        logLimit.apply();
    }

    public StackStatus status() {
        return new StackStatus(
                self,
                stage(),
                startedAt,
                plan.components().stream().map(SupervisedComponent::status).toList());
    }

    /** Stops everything and returns once it is gone: the agent first, PostgreSQL last. May be called twice. */
    public void stop() throws IOException, InterruptedException {
        if (!stopping.compareAndSet(false, true)) {
            stopped.await();
            return;
        }
        try {
            stopInOrder();
        } finally {
            stopped.countDown();
        }
    }

    private void stopInOrder() throws IOException, InterruptedException {
        connectionFile.delete();
        become(StackStatus.Stage.STOPPING);
        for (List<SupervisedComponent> group : plan.stopOrder()) {
            var ends = group.stream().map(Supervisor::endInBackground).toList();
            for (Thread end : ends) {
                end.join();
            }
        }
        publisher.shutdown();
        if (!publisher.awaitTermination(5, TimeUnit.SECONDS)) {
            publisher.shutdownNow();
        }
        statusFile.delete();
    }

    private static Thread endInBackground(SupervisedComponent component) {
        return Thread.ofPlatform().daemon().start(() -> {
            try {
                component.end();
            } catch (InterruptedException impatient) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private synchronized StackStatus.Stage stage() {
        return stage;
    }

    private void become(StackStatus.Stage next) {
        synchronized (this) {
            stage = next;
        }
        publish();
    }

    private void publish() {
        if (!publisher.isShutdown()) {
            publisher.execute(this::writeAndTell);
        }
    }

    private void writeAndTell() {
        StackStatus status = status();
        try {
            statusFile.write(status);
        } catch (IOException failure) {
            throw new UncheckedIOException("Expected to write the stack's status, but could not", failure);
        }
        listener.accept(status);
    }
}
