package io.outrider.template.source.outbound.git;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Work that reads from the network and ends in time. It runs in a virtual thread, since only there an interrupt closes the socket
 * that is waited for: a server that says a word now and then would hold any other thread for ever.
 */
final class Interruptible<T> {
    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final FutureTask<T> task;

    Interruptible(Callable<T> work) {
        this.task = new FutureTask<>(work);
    }

    /** Returns the result, or throws what the work threw; work that is late was interrupted and has ended. */
    T within(Duration time) throws ExecutionException, InterruptedException {
        Thread thread = Thread.ofVirtual().name("git-fetch").start(task);
        try {
            return task.get(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return late(thread);
        } catch (InterruptedException e) {
            thread.interrupt();
            throw e;
        }
    }

    /** Interrupts until it helps: libraries lose interrupts. */
    private T late(Thread thread) throws ExecutionException, InterruptedException {
        do {
            thread.interrupt();
        } while (!thread.join(AGAIN));
        return task.get();
    }
}
