package io.outrider.stack.testing;

import io.outrider.stack.process.ChildProcess;
import io.outrider.stack.process.Component;
import io.outrider.stack.process.ComponentFailed;
import io.outrider.stack.process.Starting;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A part of the infrastructure that can be killed, and started again on the data that it left and the ports that it had. Used by one thread. */
public final class MortalProcess implements AutoCloseable {

    /** What is left of PostgreSQL for a moment keeps a new one from starting. */
    private static final int ATTEMPTS = 10;

    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Component component;
    private Optional<ChildProcess> child = Optional.empty();

    MortalProcess(Component component) {
        this.component = component;
    }

    /**
     * Returns when it serves.
     *
     * @throws ComponentFailed when it ends again and again
     */
    public void start() throws InterruptedException {
        for (int attempt = 1; child.isEmpty(); attempt++) {
            try {
                child = Optional.of(Starting.start(component));
            } catch (ComponentFailed failure) {
                if (attempt == ATTEMPTS) {
                    throw failure;
                }
                Thread.sleep(PAUSE);
            }
        }
    }

    /** As kill -9 does, of it and of all that it started. */
    public void kill() {
        ChildProcess dying = child.orElseThrow();
        child = Optional.empty();
        List<ProcessHandle> children = dying.handle().descendants().toList();
        // First of all it itself, so that it starts no others.
        dying.handle().destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
        dying.close();
    }

    /** Stops it in order. */
    @Override
    public void close() {
        child.ifPresent(ChildProcess::close);
    }
}
