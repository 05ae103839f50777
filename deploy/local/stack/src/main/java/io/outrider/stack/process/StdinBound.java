package io.outrider.stack.process;

import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * Runs another main class in this JVM and ends the JVM when standard input ends.
 *
 * <p>Services know nothing of a supervisor; this class binds their lives to it from outside. It touches nothing but
 * {@code java.base}, so that the program finds the JVM as if it had been started directly.
 */
public final class StdinBound {

    /** Long enough for five services to write their archives of classes at once on two slow cores; without that, all it takes is seconds. */
    private static final long SHUTDOWN_LIMIT_SECONDS = 90;

    private StdinBound() {}

    /** Takes the main class and its arguments. */
    public static void main(String[] arguments) throws ReflectiveOperationException {
        if (arguments.length == 0) {
            System.err.println("Expected the name of a main class, but found no argument");
            System.exit(2);
        }
        Thread.ofPlatform().name("stdin-watch").daemon().start(StdinBound::endWithStandardInput);
        Class.forName(arguments[0]).getMethod("main", String[].class).invoke(null, (Object)
                Arrays.copyOfRange(arguments, 1, arguments.length));
    }

    private static void endWithStandardInput() {
        try {
            while (System.in.read() >= 0) {
                // Only the end of the stream means something.
            }
        } catch (IOException broken) {
            // A broken pipe is the same message as its end.
        }
        Thread.ofPlatform().name("shutdown-limit").daemon().start(StdinBound::haltAfterLimit);
        System.exit(0);
    }

    private static void haltAfterLimit() {
        try {
            TimeUnit.SECONDS.sleep(SHUTDOWN_LIMIT_SECONDS);
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(1);
    }
}
