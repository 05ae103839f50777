package io.outrider.cli.job;

import com.fasterxml.jackson.databind.JsonNode;
import io.outrider.cli.CommandException;
import io.outrider.cli.ExitCode;
import io.outrider.cli.Session;
import io.outrider.cli.connection.Call;
import io.outrider.cli.connection.NoAnswerException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Sends a job, and again when no answer comes: always under one Idempotency-Key, so that it is one job. */
final class Submission {
    private static final int MOST_REPEATS = 3;
    private static final long PAUSE_MILLIS = 500;

    private final Session session;
    private final String key;

    /**
     * Begins one.
     *
     * @param key of the user; null or empty: a new one
     */
    Submission(Session session, @Nullable String key) {
        this.session = session;
        this.key = key == null || key.isEmpty() ? UUID.randomUUID().toString() : key;
    }

    JsonNode send(JsonNode request) {
        Call call = Call.to("jobs").header("Idempotency-Key", key);
        for (int repeat = 1; ; repeat++) {
            try {
                return session.api().post(call, request).body();
            } catch (NoAnswerException silence) {
                if (repeat > MOST_REPEATS) {
                    throw new CommandException(
                            silence.exitCode(),
                            silence.getMessage(),
                            List.of("The job may have started all the same. To go on with that one, run "
                                    + request.path("template").asText() + " again with --idempotency-key " + key));
                }
                session.output()
                        .remark("No answer from the server; sending the same job again (" + repeat + " of "
                                + MOST_REPEATS + "), it runs only once");
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException(ExitCode.INTERRUPTED, "Interrupted");
        }
    }
}
