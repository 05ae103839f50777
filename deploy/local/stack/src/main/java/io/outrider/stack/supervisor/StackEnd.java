package io.outrider.stack.supervisor;

import io.outrider.stack.infrastructure.StackDirectory;
import io.outrider.stack.process.ProcessIdentity;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;

/** Brings a stack down from another process, whatever state its supervisor is in, also while it only begins. */
public final class StackEnd {

    /** One group of parts after the other gets up to 100 s; all of them hang only with the supervisor itself. */
    private static final Duration SUPERVISOR_LIMIT = Duration.ofSeconds(240);

    private static final long LOOK_EVERY_MILLIS = 50;

    private StackEnd() {}

    /** Returns once nothing of the stack runs; false if nothing did. */
    public static boolean of(StackDirectory directory) throws IOException, InterruptedException {
        var notes = new StatusFile(directory);
        boolean wasThere = notes.read().isPresent();
        var asked = new HashSet<ProcessIdentity>();
        long deadline = System.nanoTime() + SUPERVISOR_LIMIT.toNanos();
        while (StackLock.isHeld(directory) && System.nanoTime() - deadline < 0) {
            wasThere = true;
            // One that only begins has not written down who it is yet.
            notes.read()
                    .map(StackStatus::supervisor)
                    .filter(asked::add)
                    .flatMap(ProcessIdentity::handle)
                    .ifPresent(ProcessHandle::destroy);
            Thread.sleep(LOOK_EVERY_MILLIS);
        }
        Optional<StackStatus> left = notes.read();
        if (left.isPresent()) {
            left.get().supervisor().handle().ifPresent(ProcessHandle::destroyForcibly);
            Strays.end(left.get());
        }
        notes.delete();
        new ConnectionFile(directory).delete();
        return wasThere;
    }
}
