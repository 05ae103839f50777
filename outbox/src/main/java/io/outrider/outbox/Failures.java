package io.outrider.outbox;

import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Classes a failure once, at the edge: will it go away by itself, or is this input never going to work? */
final class Failures {

    /** SQLSTATE classes that say nothing about the input: connection, rollback, resources, operator, system. */
    private static final Set<String> TRANSIENT_CLASSES = Set.of("08", "40", "53", "55", "57", "58");

    private Failures() {}

    /** Tells whether trying the same again later can succeed. */
    static boolean isTransient(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = next(cause)) {
            if (cause instanceof PgException pg) {
                String state = pg.getSqlState();
                return state != null && state.length() >= 2 && TRANSIENT_CLASSES.contains(state.substring(0, 2));
            }
            if (cause instanceof IOException
                    || cause instanceof ClosedConnectionException
                    || cause instanceof TimeoutException
                    || cause instanceof InterruptedException
                    || cause.getClass().getName().startsWith("io.vertx.core.impl.NoStackTrace")) {
                return true;
            }
        }
        return false;
    }

    /** Returns one line for people: the deepest message. */
    static String reason(Throwable failure) {
        Throwable cause = failure;
        while (next(cause) != null && (cause instanceof CompletionException || cause.getMessage() == null)) {
            cause = next(cause);
        }
        String message = cause.getMessage();
        return cause.getClass().getSimpleName()
                + (message == null ? "" : ": " + message.lines().findFirst().orElse(""));
    }

    private static @Nullable Throwable next(Throwable cause) {
        return cause.getCause() == cause ? null : cause.getCause();
    }
}
