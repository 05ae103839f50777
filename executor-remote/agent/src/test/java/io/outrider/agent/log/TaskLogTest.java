package io.outrider.agent.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.outrider.protocol.TaskRef;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaskLogTest {

    private static final TaskRef REF = new TaskRef("task", 1, 1);
    private static final long MAX_BYTES = 1_000;

    @TempDir
    Path home;

    private final List<String> sent = new ArrayList<>();

    private TaskLog log(LogUpload upload) {
        return new TaskLog(REF, home.resolve("log"), Set.of(), MAX_BYTES, upload);
    }

    private TaskLog log() {
        return log((ref, range, data, sha256) -> {
            sent.add(new String(data, UTF_8));
            return range.offset() + data.length;
        });
    }

    @Test
    void shouldNotReadWhatAnotherTaskWritesOnceItIsClosed() throws Exception {
        TaskLog log = log();

        assertThat(log.close()).isTrue();
        Files.writeString(home.resolve("log"), "x".repeat((int) MAX_BYTES + 1));

        assertThat(log.hasNews()).isFalse();
        log.ship();
        assertThat(sent).isEmpty();
        assertThat(home.resolve("log")).hasSize(MAX_BYTES + 1);
    }

    @Test
    void shouldSayThatSomebodyReadsItStill() throws Exception {
        Files.writeString(home.resolve("log"), "some text");
        CountDownLatch sending = new CountDownLatch(1);
        CountDownLatch answered = new CountDownLatch(1);
        TaskLog log = log((ref, range, data, sha256) -> {
            sending.countDown();
            answered.await();
            return data.length;
        });
        Thread shipping = Thread.ofVirtual().start(() -> {
            try {
                log.ship();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
        sending.await();

        assertThat(log.close()).isFalse();

        answered.countDown();
        shipping.join();
        assertThat(log.close()).isTrue();
    }
}
