package io.outrider.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrider.schemas.avro.TaskStatus;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The log: every byte, once, in order. */
public interface LogCases extends Cases {

    @Test
    default void shouldSendALongLogWhole() {
        Attempt attempt =
                bench().start("i=0; while [ $i -lt 20000 ]; do i=$((i+1)); echo \"line $i of the log\"; done");

        assertThat(attempt.onlyEnd(1).getStatus()).isEqualTo(TaskStatus.SUCCEEDED);
        assertThat(attempt.log())
                .isEqualTo(IntStream.rangeClosed(1, 20_000)
                        .mapToObj(i -> "line " + i + " of the log\n")
                        .collect(Collectors.joining()));
    }

    @Test
    default void shouldKeepWhatIsNotALine() {
        Attempt attempt = bench().start("printf 'a\\r\\n\\n  b\\tc\\n\\n'; printf 'no end of line'");

        attempt.end();

        // A cluster keeps lines: the last one ends there although the task did not end it.
        String text = "a\r\n\n  b\tc\n\nno end of line";
        assertThat(attempt.log()).isIn(text, text + "\n");
    }

    @Test
    default void shouldSendALineThatIsVeryLong() {
        Attempt attempt = bench().start("head -c 100000 /dev/zero | tr '\\0' x; echo; echo after");

        attempt.end();

        assertThat(attempt.log()).isEqualTo("x".repeat(100_000) + "\nafter\n");
    }

    @Test
    default void shouldSendTheLogWhileTheTaskRuns() {
        Attempt attempt = bench().start("echo early; sleep 5; echo late");

        attempt.awaitLog("early");

        assertThat(attempt.logSoFar()).doesNotContain("late");
        attempt.end();
        assertThat(attempt.log()).isEqualTo("early\nlate\n");
    }
}
