package io.outrider.cli.stream;

import com.fasterxml.jackson.databind.JsonNode;
import io.outrider.cli.CommandException;
import io.outrider.cli.ExitCode;
import io.outrider.cli.output.Progress;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Asks again and again until an answer will do: soon at first, every second later. */
public final class Poll {
    private static final long FIRST_MILLIS = 60;
    private static final long LONGEST_MILLIS = 1_000;
    private static final long FRAME_MILLIS = 100;

    private Poll() {}

    /**
     * Returns the first answer that will do.
     *
     * @param describe what to show while waiting, from the latest answer
     * @param timeout how long to wait at most; the command then ends with the exit code of a timeout
     */
    public static JsonNode until(
            Supplier<JsonNode> question,
            Predicate<JsonNode> done,
            Function<JsonNode, String> describe,
            Duration timeout,
            Progress progress) {
        long deadline = System.nanoTime() + timeout.toNanos();
        try (progress) {
            for (long pause = FIRST_MILLIS; ; pause = Math.min(LONGEST_MILLIS, pause * 3 / 2)) {
                JsonNode answer = question.get();
                if (done.test(answer)) {
                    return answer;
                }
                String description = describe.apply(answer);
                if (System.nanoTime() + pause * 1_000_000 > deadline) {
                    throw new CommandException(
                            ExitCode.TIMEOUT, "Gave up waiting after " + timeout.toSeconds() + " s: " + description);
                }
                sleep(pause, description, progress);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException(ExitCode.INTERRUPTED, "Interrupted");
        }
    }

    /** The line on the terminal keeps moving meanwhile. */
    private static void sleep(long millis, String description, Progress progress) throws InterruptedException {
        for (long left = millis; left > 0; left -= FRAME_MILLIS) {
            progress.tell(description);
            Thread.sleep(Math.min(left, FRAME_MILLIS));
        }
    }
}
