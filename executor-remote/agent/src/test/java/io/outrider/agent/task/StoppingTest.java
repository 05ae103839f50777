package io.outrider.agent.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StoppingTest {

    @Test
    void shouldForgetTheTimeoutOfATaskThatHasEnded() {
        ScheduledThreadPoolExecutor clock = Stopping.clock();
        try {
            clock.schedule(() -> {}, 1, TimeUnit.HOURS).cancel(false);

            assertThat(clock.getQueue()).isEmpty();
        } finally {
            clock.shutdownNow();
        }
    }

    @Test
    void shouldNotFailTheThreadOfATaskThatStartsWhileTheAgentStops() {
        ScheduledThreadPoolExecutor clock = Stopping.clock();
        clock.shutdownNow();

        assertThat(clock.schedule(() -> {}, 1, TimeUnit.HOURS).cancel(false)).isTrue();
    }
}
