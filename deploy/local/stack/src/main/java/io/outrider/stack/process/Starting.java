package io.outrider.stack.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;

/** Brings one component up: prepares, starts, waits until it serves. */
public final class Starting {

    /** A quick look costs little and a long pause would be felt in every start. */
    private static final Duration PROBE_PAUSE = Duration.ofMillis(50);

    private Starting() {}

    /**
     * Returns the child once the component serves and everything that others rely on is there.
     *
     * @throws ComponentFailed if it ended or did not serve in time; nothing is left running then
     */
    public static ChildProcess start(Component component) throws InterruptedException {
        return start(component, child -> {});
    }

    /** As {@link #start(Component)}, and shows the child as soon as its process exists. */
    public static ChildProcess start(Component component, Consumer<ChildProcess> onStarted)
            throws InterruptedException {
        Path log = Path.of("/dev/null");
        try {
            component.prepare();
            Launch launch = component.launch();
            log = launch.log();
            ChildProcess child = ChildProcess.start(launch);
            try {
                onStarted.accept(child);
                awaitReady(component, child, log);
                component.whenReady();
                return child;
            } catch (Exception failure) {
                child.close();
                throw failure;
            }
        } catch (ComponentFailed | InterruptedException known) {
            throw known;
        } catch (Exception failure) {
            var failed = new ComponentFailed(component.name(), String.valueOf(failure.getMessage()), log);
            failed.initCause(failure);
            throw failed;
        }
    }

    private static void awaitReady(Component component, ChildProcess child, Path log) throws InterruptedException {
        long deadline = System.nanoTime() + component.startLimit().toNanos();
        while (!isReady(component)) {
            if (!child.isAlive()) {
                throw new ComponentFailed(component.name(), "ended with exit code " + child.exitCode(), log);
            }
            if (System.nanoTime() - deadline > 0) {
                throw new ComponentFailed(
                        component.name(),
                        "expected it to serve within " + component.startLimit().toSeconds() + " s, but it did not",
                        log);
            }
            Thread.sleep(PROBE_PAUSE);
        }
    }

    private static boolean isReady(Component component) throws InterruptedException {
        try {
            return component.isReady();
        } catch (InterruptedException stop) {
            throw stop;
        } catch (Exception notYet) {
            return false;
        }
    }
}
