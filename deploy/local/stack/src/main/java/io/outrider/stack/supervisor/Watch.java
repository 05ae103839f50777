package io.outrider.stack.supervisor;

import io.outrider.stack.infrastructure.EmbeddedInfrastructure;
import io.outrider.stack.infrastructure.Installation;
import io.outrider.stack.infrastructure.StackDirectory;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** One supervisor's whole life in this process: start, watch until this process is asked to end, stop in order. */
public final class Watch {

    private static final Duration CHORES_EVERY = Duration.ofSeconds(30);

    private final StackDirectory directory;
    private final boolean tolerant;
    private final boolean withAgent;
    private final ProgressReport progress;
    private final CountDownLatch end = new CountDownLatch(1);

    public Watch(StackDirectory directory, boolean tolerant, boolean withAgent, ProgressReport progress) {
        this.directory = directory;
        this.tolerant = tolerant;
        this.withAgent = withAgent;
        this.progress = progress;
    }

    /**
     * Returns true after an ordinary end, false if the stack did not come up; nothing is left running either way.
     *
     * @param onUp what to do once everything is ready
     */
    public boolean run(Runnable onUp) throws IOException, InterruptedException {
        Optional<StackLock> lock = StackLock.take(directory);
        if (lock.isEmpty()) {
            throw new IllegalStateException(
                    "Expected no other supervisor for " + directory.root() + ", but one is running");
        }
        try (StackLock held = lock.get()) {
            endStraysOfTheLast();
            return supervise(held.directory(), onUp);
        }
    }

    private void endStraysOfTheLast() throws IOException, InterruptedException {
        Optional<StackStatus> left = new StatusFile(directory).read();
        if (left.isPresent()) {
            Strays.end(left.get());
        }
    }

    private boolean supervise(StackDirectory locked, Runnable onUp) throws IOException, InterruptedException {
        var choices = new StackPlan.Choices(
                Installation.find(), tolerant, withAgent, EmbeddedInfrastructure.DEFAULT_PARTITIONS);
        var supervisor = new Supervisor(locked, choices, Instant.now(), progress::show);
        var hook = new Thread(() -> endAndAwait(supervisor), "stack-end");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            StackStatus status = supervisor.start();
            if (status.stage() == StackStatus.Stage.FAILED) {
                return false;
            }
            onUp.run();
            while (!end.await(CHORES_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                supervisor.limitLogs();
            }
            return true;
        } finally {
            supervisor.stop();
        }
    }

    /** The JVM is going down: whatever the first thread is at, everything must be gone before it does. */
    private void endAndAwait(Supervisor supervisor) {
        end.countDown();
        try {
            supervisor.stop();
        } catch (IOException failure) {
            progress.complain("Expected to stop everything, but " + failure.getMessage());
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
    }
}
