package io.outrider.outbox;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/**
 * A call of the registry's client with a limit. The client waits for an answer for as long as it takes, also for one that was lost;
 * a call that takes too long is left behind on its thread, and its client is used no more.
 */
final class RegistryCall {

    private static final int SHOWN_FRAMES = 12;

    private RegistryCall() {}

    /** The registry did not answer in time; nothing is said about the record. */
    static final class UnansweredException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        UnansweredException(String message) {
            super(message);
        }
    }

    /**
     * Makes a call and waits for it.
     *
     * @throws UnansweredException after the limit, with the place where the call waits; or if the waiting is interrupted
     * @throws RuntimeException as the call throws it
     */
    static <T> T within(Duration limit, Callable<T> call) {
        FutureTask<T> task = new FutureTask<>(call);
        // Not a virtual thread: the client's classes are initialised here, which would hold a carrier.
        Thread thread = Thread.ofPlatform().daemon().name("registry-call").start(task);
        try {
            return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            String place = Arrays.stream(thread.getStackTrace())
                    .limit(SHOWN_FRAMES)
                    .map(StackTraceElement::toString)
                    .collect(Collectors.joining(" < "));
            thread.interrupt();
            throw new UnansweredException("the registry did not answer within " + limit + ", waiting at " + place);
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
            throw new UnansweredException("the wait for the registry was interrupted");
        } catch (ExecutionException | CancellationException e) {
            throw e.getCause() instanceof RuntimeException failure
                    ? failure
                    : new IllegalStateException("Expected an answer of the registry, but " + Failures.reason(e), e);
        }
    }
}
