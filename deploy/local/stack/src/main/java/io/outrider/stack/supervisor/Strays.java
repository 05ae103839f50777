package io.outrider.stack.supervisor;

import io.outrider.stack.process.ProcessIdentity;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** Ends what a supervisor that was killed may have left behind, found by the processes that it wrote down. */
public final class Strays {

    /** The children notice the supervisor's end by themselves and get this long to finish in order. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Duration PAUSE = Duration.ofMillis(100);

    private Strays() {}

    /** Returns once none of the recorded processes is alive. */
    public static void end(StackStatus left) throws InterruptedException {
        List<ProcessIdentity> processes = left.components().stream()
                .map(ComponentStatus::process)
                .filter(Objects::nonNull)
                .toList();
        awaitEnd(processes, PATIENCE);
        processes.forEach(each -> each.handle().ifPresent(ProcessHandle::destroyForcibly));
        awaitEnd(processes, PATIENCE);
    }

    private static void awaitEnd(List<ProcessIdentity> processes, Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (processes.stream().anyMatch(ProcessIdentity::isAlive) && System.nanoTime() - deadline < 0) {
            TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
        }
    }
}
