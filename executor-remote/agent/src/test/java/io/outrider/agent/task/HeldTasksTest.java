package io.outrider.agent.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.outrider.protocol.TaskRef;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class HeldTasksTest {

    private final HeldTasks tasks = new HeldTasks(1);
    private final HeldTask task = new HeldTask(new TaskRef("task", 1, 1), "job");

    @Test
    void shouldLetWaitUntilATaskIsHere() throws InterruptedException {
        Thread waiting = waiting();
        await().until(() -> waiting.getState() == Thread.State.WAITING);

        tasks.add(task);

        assertThat(waiting.join(Duration.ofSeconds(10))).isTrue();
    }

    @Test
    void shouldNotLetWaitForWhatIsHere() throws InterruptedException {
        tasks.add(task);

        assertThat(waiting().join(Duration.ofSeconds(10))).isTrue();
    }

    private Thread waiting() {
        return Thread.ofPlatform().daemon().start(() -> {
            try {
                tasks.awaitAny();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }
}
