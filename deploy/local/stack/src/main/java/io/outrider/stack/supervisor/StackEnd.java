package io.outrider.stack.supervisor;

import io.outrider.stack.infrastructure.StackDirectory;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Brings a stack down from another process, whatever state its supervisor is in. */
public final class StackEnd {

    /** One group of parts after the other gets up to 100 s; all of them hang only with the supervisor itself. */
    private static final Duration SUPERVISOR_LIMIT = Duration.ofSeconds(240);

    private static final long LOOK_EVERY_MILLIS = 50;

    private StackEnd() {}

    /** Returns once nothing of the stack runs; false if nothing did. */
    public static boolean of(StackDirectory directory) throws IOException, InterruptedException {
        var notes = new StatusFile(directory);
        Optional<StackStatus> found = notes.read();
        if (found.isEmpty()) {
            return false;
        }
        StackStatus status = found.get();
        status.supervisor().handle().ifPresent(ProcessHandle::destroy);
        long deadline = System.nanoTime() + SUPERVISOR_LIMIT.toNanos();
        while (status.isSupervised() && System.nanoTime() - deadline < 0) {
            Thread.sleep(LOOK_EVERY_MILLIS);
        }
        status.supervisor().handle().ifPresent(ProcessHandle::destroyForcibly);
        Strays.end(notes.read().orElse(status));
        notes.delete();
        new ConnectionFile(directory).delete();
        return true;
    }
}
