package io.outrider.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrider.schemas.avro.TaskSpec;
import io.outrider.schemas.avro.TaskStatus;
import org.junit.jupiter.api.Test;

/** {@code (task, attempt, epoch)} fences every command. */
public interface FencingCases extends Cases {

    @Test
    default void shouldStartATaskOnceWhoeverAsksTwice() {
        TaskSpec spec = bench().script("echo started; sleep 1").build();
        Attempt attempt = bench().attempt().start(spec).start(spec);
        attempt.awaitLog("started");
        attempt.start(spec);

        attempt.end();

        attempt.start(spec);
        bench().start("true").end();
        assertThat(attempt.onlyEnd(1).getStatus()).isEqualTo(TaskStatus.SUCCEEDED);
        assertThat(attempt.log()).isEqualTo("started\n");
    }

    @Test
    default void shouldIgnoreAStaleEpoch() {
        TaskSpec spec = bench().script("sleep 2; echo done").build();
        Attempt attempt = bench().attempt().start(spec, 2);

        attempt.start(spec, 1);
        attempt.cancel(1);

        assertThat(attempt.onlyEnd(2).getStatus()).isEqualTo(TaskStatus.SUCCEEDED);
        assertThat(attempt.events(1))
                .extracting(event -> event.getStatus())
                .doesNotContain(TaskStatus.RUNNING, TaskStatus.SUCCEEDED, TaskStatus.FAILED);
    }

    @Test
    default void shouldStopAnOlderEpochForANewerOne() {
        Attempt attempt = bench().start("echo ready; sleep 60");
        attempt.awaitLog("ready");

        attempt.start(bench().script("echo newer").build(), 2);

        assertThat(attempt.onlyEnd(2).getStatus()).isEqualTo(TaskStatus.SUCCEEDED);
        assertThat(attempt.ends(1)).extracting(end -> end.getStatus()).doesNotContain(TaskStatus.SUCCEEDED);
    }

    @Test
    default void shouldNotStartAgainWhatIsCancelled() {
        TaskSpec spec = bench().script("echo started; exec sleep 60").build();
        Attempt attempt = bench().attempt().start(spec);
        attempt.cancel(1);
        attempt.start(spec);

        assertThat(attempt.onlyEnd(1).getStatus()).isEqualTo(TaskStatus.CANCELLED);
        attempt.start(spec);
        bench().start("true").end();
        assertThat(attempt.ends(1)).hasSize(1);
        assertThat(attempt.log()).isIn("", "started\n");
    }

    @Test
    default void shouldNotStartWhatIsCancelledFirst() {
        Attempt attempt = bench().attempt();
        attempt.cancel(1);
        attempt.start(bench().script("echo started").build());

        assertThat(attempt.end().getStatus()).isEqualTo(TaskStatus.CANCELLED);
        bench().start("true").end();
        assertThat(attempt.ends(1)).hasSize(1);
        assertThat(attempt.logSoFar()).isEmpty();
    }
}
