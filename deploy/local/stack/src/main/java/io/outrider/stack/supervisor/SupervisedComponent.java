package io.outrider.stack.supervisor;

import io.outrider.stack.process.ChildProcess;
import io.outrider.stack.process.Component;
import io.outrider.stack.process.ComponentFailed;
import io.outrider.stack.process.ProcessIdentity;
import io.outrider.stack.process.Starting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one component running from {@link #begin} to {@link #end}: starts it once those that it needs are ready, starts
 * it again when it dies.
 *
 * <p>A first start that fails is final unless failures are tolerated; a later one is repeated for ever, with pauses.
 */
final class SupervisedComponent {

    private final Component component;
    private final List<SupervisedComponent> needs;
    private final boolean tolerant;
    private final Consumer<ComponentStatus> listener;
    private final CompletableFuture<Phase> settled = new CompletableFuture<>();
    private ComponentStatus status;
    private String absence = "";
    private @Nullable Thread thread;

    SupervisedComponent(
            Component component,
            Path log,
            List<SupervisedComponent> needs,
            boolean tolerant,
            Consumer<ComponentStatus> listener) {
        this.component = component;
        this.needs = List.copyOf(needs);
        this.tolerant = tolerant;
        this.listener = listener;
        this.status =
                new ComponentStatus(component.name(), Phase.WAITING, null, 0, 0, component.ports(), log.toString(), "");
    }

    synchronized ComponentStatus status() {
        return status;
    }

    /** Completes with the phase in which the first start ended. */
    CompletableFuture<Phase> settled() {
        return settled;
    }

    /** Keeps it from being started at all; to be called before {@link #begin}. */
    void leaveOut(String why) {
        absence = why;
    }

    synchronized void begin() {
        if (status.phase() == Phase.STOPPED) {
            return;
        }
        if (!absence.isEmpty()) {
            become(status.in(Phase.SKIPPED, absence));
            return;
        }
        thread = Thread.ofPlatform()
                .name("supervise-" + component.name())
                .daemon()
                .start(this::keepRunning);
    }

    /** Stops the component and returns once it is gone; it cannot begin again. */
    void end() throws InterruptedException {
        @Nullable Thread running;
        synchronized (this) {
            running = thread;
            if (running == null) {
                status = status.in(Phase.STOPPED, "");
            }
        }
        if (running != null) {
            running.interrupt();
            running.join();
        }
        Phase last = status().phase();
        if (last != Phase.SKIPPED && last != Phase.FAILED) {
            become(status().in(Phase.STOPPED, ""));
        }
    }

    private void keepRunning() {
        try {
            if (!needsAreThere()) {
                return;
            }
            Backoff backoff = Backoff.NONE;
            while (status().phase() != Phase.FAILED) {
                Duration served = runOnce();
                backoff = backoff.afterServing(served);
                if (status().phase() != Phase.FAILED) {
                    Thread.sleep(backoff.pause());
                }
            }
        } catch (InterruptedException stop) {
            // The stack goes down; runOnce has ended the process.
        }
    }

    private boolean needsAreThere() throws InterruptedException {
        for (SupervisedComponent need : needs) {
            try {
                Phase phase = need.settled.get();
                if (phase != Phase.READY && phase != Phase.RESTARTING) {
                    become(status().in(Phase.SKIPPED, "needs " + need.component.name() + ", which is not there"));
                    return false;
                }
            } catch (ExecutionException impossible) {
                throw new IllegalStateException("Expected a phase of " + need.component.name(), impossible);
            }
        }
        return true;
    }

    private Duration runOnce() throws InterruptedException {
        boolean first = !settled.isDone();
        if (first) {
            become(status().in(Phase.STARTING, ""));
        }
        long began = System.nanoTime();
        try (ChildProcess child = Starting.start(component, this::note)) {
            long ready = System.nanoTime();
            become(status().readyAfter((ready - began) / 1_000_000));
            awaitEnd(child);
            become(status().restarting("ended with exit code " + child.exitCode()));
            return Duration.ofNanos(System.nanoTime() - ready);
        } catch (ComponentFailed failure) {
            String why = String.valueOf(failure.getMessage());
            become(first && !tolerant ? status().in(Phase.FAILED, why) : status().restarting(why));
            return Duration.ZERO;
        }
    }

    private static void awaitEnd(ChildProcess child) throws InterruptedException {
        try {
            child.onExit().get();
        } catch (ExecutionException impossible) {
            throw new IllegalStateException("Expected to see the child's end", impossible);
        }
    }

    private void note(ChildProcess child) {
        ProcessIdentity.of(child.handle().pid()).ifPresent(identity -> become(status().with(identity)));
    }

    private void become(ComponentStatus next) {
        synchronized (this) {
            status = next;
        }
        listener.accept(next);
        if (next.phase().isSettled()) {
            settled.complete(next.phase());
        }
    }
}
