package io.outrider.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrider.schemas.avro.TaskEvent;
import io.outrider.schemas.avro.TaskStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The executor dies and comes back: nothing is lost, nothing is done twice. */
public interface RestartCases extends Cases {

    @Test
    default void shouldGoOnAfterARestart() throws Exception {
        Attempt attempt = bench().start(
                        "i=0; while [ $i -lt 40 ]; do i=$((i+1)); echo \"tick $i\"; sleep 0.2; done; echo '{\"ticks\":40}' > $OUTRIDER_OUT/outputs.json");
        attempt.awaitLog("tick 5\n");

        bench().executor().kill();
        bench().executor().start();

        TaskEvent end = attempt.onlyEnd(1);
        assertThat(end.getStatus()).as(end.getReason()).isEqualTo(TaskStatus.SUCCEEDED);
        assertThat(end.getOutputs()).contains("40");
        assertThat(attempt.log())
                .isEqualTo(IntStream.rangeClosed(1, 40)
                        .mapToObj(i -> "tick " + i + "\n")
                        .collect(Collectors.joining()));
    }

    @Test
    default void shouldTellOfTasksThatEndedMeanwhile() throws Exception {
        Attempt good = bench().start("echo ready; sleep 1; echo '{\"a\":1}' > $OUTRIDER_OUT/outputs.json");
        Attempt bad = bench().start("echo ready; sleep 1; echo why; exit 9");
        good.awaitLog("ready");
        bad.awaitLog("ready");

        bench().executor().kill();
        Thread.sleep(2_500);
        bench().executor().start();

        assertThat(good.onlyEnd(1).getStatus()).isEqualTo(TaskStatus.SUCCEEDED);
        assertThat(good.end().getOutputs()).contains("\"a\"");
        assertThat(bad.onlyEnd(1).getStatus()).isEqualTo(TaskStatus.FAILED);
        assertThat(bad.end().getExitCode()).isEqualTo(9);
    }

    @Test
    default void shouldTakeWhatWasCommandedMeanwhile() throws Exception {
        Attempt running = bench().start("trap 'echo bye; exit 0' TERM; echo ready; while :; do sleep 0.1; done");
        running.awaitLog("ready");

        bench().executor().kill();
        running.cancel(1);
        Attempt meanwhile = bench().start("echo meanwhile");
        bench().executor().start();

        assertThat(meanwhile.onlyEnd(1).getStatus()).isEqualTo(TaskStatus.SUCCEEDED);
        assertThat(running.onlyEnd(1).getStatus()).isEqualTo(TaskStatus.CANCELLED);
    }

    @Test
    default void shouldStartNothingTwiceWheneverItDies() throws Exception {
        List<Attempt> attempts = new ArrayList<>();
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 4; i++) {
                attempts.add(bench().start("echo started; sleep 1; echo over"));
            }
            Thread.sleep(200L * round);
            bench().executor().kill();
            bench().executor().start();
        }

        for (Attempt attempt : attempts) {
            TaskEvent end = attempt.end();
            assertThat(end.getStatus()).as(end.getReason()).isEqualTo(TaskStatus.SUCCEEDED);
            assertThat(attempt.log()).isEqualTo("started\nover\n");
            assertThat(attempt.ends(1)).hasSize(1);
        }
    }
}
