package io.outrider.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrider.schemas.avro.TaskEvent;
import io.outrider.schemas.avro.TaskStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How a task ends, and what is said of it. */
public interface EndCases extends Cases {

    @Test
    default void shouldRunATaskAndTellItsOutputs() {
        Attempt attempt = bench().start("echo hello; echo '{\"size\":3}' > $OUTRIDER_OUT/outputs.json");

        TaskEvent end = attempt.onlyEnd(1);

        assertThat(end.getStatus()).as(end.getReason()).isEqualTo(TaskStatus.SUCCEEDED);
        assertThat(end.getExitCode()).isZero();
        assertThat(end.getOutputs()).isEqualToIgnoringWhitespace("{\"size\":3}");
        assertThat(end.getStartedAt())
                .isBetween(Instant.now().minusSeconds(120), Instant.now().plusSeconds(2));
        assertThat(attempt.log()).isEqualTo("hello\n");
        assertThat(attempt.events(1).stream().map(TaskEvent::getStatus))
                .isSubsetOf(TaskStatus.ACCEPTED, TaskStatus.RUNNING, TaskStatus.SUCCEEDED);
    }

    @Test
    default void shouldSucceedWithoutOutputs() {
        assertThat(bench().start("true").onlyEnd(1).getStatus()).isEqualTo(TaskStatus.SUCCEEDED);
    }

    @Test
    default void shouldSayThatATaskRuns() {
        Attempt attempt = bench().start("echo ready; sleep 4");
        attempt.awaitLog("ready");

        assertThat(attempt.end().getStatus()).isEqualTo(TaskStatus.SUCCEEDED);
        assertThat(attempt.events(1).stream().map(TaskEvent::getStatus)).contains(TaskStatus.RUNNING);
    }

    @Test
    default void shouldFailWithTheExitCodeAndTheLastLine() {
        TaskEvent end =
                bench().start("echo first; echo this line says why >&2; exit 7").onlyEnd(1);

        assertThat(end.getStatus()).isEqualTo(TaskStatus.FAILED);
        assertThat(end.getExitCode()).isEqualTo(7);
        assertThat(end.getReason()).contains("this line says why");
        assertThat(end.getOutputs()).isNull();
    }

    @Test
    default void shouldFailOutputsThatAreNoObject() {
        TaskEvent end =
                bench().start("echo 'no json' > $OUTRIDER_OUT/outputs.json").onlyEnd(1);

        assertThat(end.getStatus()).isEqualTo(TaskStatus.FAILED);
        assertThat(end.getReason()).contains("outputs.json");
    }

    @Test
    default void shouldFailOutputsThatAreTooLarge() {
        TaskEvent end = bench().start(
                        "(printf '{\"x\":\"'; head -c 1100000 /dev/zero | tr '\\0' x; printf '\"}') > $OUTRIDER_OUT/outputs.json")
                .onlyEnd(1);

        assertThat(end.getStatus()).isEqualTo(TaskStatus.FAILED);
        assertThat(end.getReason()).contains("1 MiB");
    }

    @Test
    default void shouldEndATaskThatTakesTooLong() {
        Attempt attempt = bench().attempt()
                .start(bench().script("trap 'echo asked to end; exit 0' TERM; while :; do sleep 0.1; done")
                        .setTimeoutSeconds(2)
                        .build());

        assertThat(attempt.onlyEnd(1).getStatus()).isEqualTo(TaskStatus.TIMED_OUT);
        assertThat(attempt.log()).contains("asked to end");
    }

    @Test
    default void shouldCancelWithTheSignalFirst() {
        Attempt attempt =
                bench().start("trap 'echo asked to end; exit 0' TERM; echo ready; while :; do sleep 0.1; done");
        attempt.awaitLog("ready");

        attempt.cancel(1);

        assertThat(attempt.onlyEnd(1).getStatus()).isEqualTo(TaskStatus.CANCELLED);
        assertThat(attempt.log()).endsWith("asked to end\n");
    }

    @Test
    default void shouldKillATaskThatIgnoresTheSignal() {
        Attempt attempt = bench().attempt()
                .start(bench().script("trap 'echo not willing' TERM; echo ready; while :; do sleep 0.1; done")
                        .setGracePeriodSeconds(2)
                        .build());
        attempt.awaitLog("ready");
        Instant asked = Instant.now();

        attempt.cancel(1);

        assertThat(attempt.onlyEnd(1).getStatus()).isEqualTo(TaskStatus.CANCELLED);
        assertThat(attempt.log()).contains("not willing");
        assertThat(Duration.between(asked, Instant.now())).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(40));
    }

    @Test
    default void shouldSayNothingMoreAfterALateCancel() {
        Attempt attempt = bench().start("exit 0");
        attempt.end();

        attempt.cancel(1);

        bench().start("true").end();
        assertThat(attempt.onlyEnd(1).getStatus()).isEqualTo(TaskStatus.SUCCEEDED);
    }

    @Test
    default void shouldRefuseWhatItCannotRun() {
        TaskEvent end = bench().attempt()
                .start(bench().executor().impossible(bench().script("true")).build())
                .end();

        assertThat(end.getStatus()).isEqualTo(TaskStatus.REFUSED);
        assertThat(end.getReason()).isNotBlank();
        assertThat(end.getExitCode()).isNull();
    }

    @Test
    default void shouldRunTasksSideBySide() {
        List<Attempt> attempts = Stream.generate(() -> bench().start("sleep 1; echo $OUTRIDER_TASK"))
                .limit(6)
                .toList();

        for (Attempt attempt : attempts) {
            assertThat(attempt.onlyEnd(1).getStatus()).isEqualTo(TaskStatus.SUCCEEDED);
            assertThat(attempt.log()).isEqualTo(attempt.task() + "\n");
        }
    }
}
