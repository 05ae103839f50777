package io.outrider.stack.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessTest {

    /** A program that knows nothing of its supervisor and would run for ever. */
    public static final class Sleeper {

        private Sleeper() {}

        public static void main(String[] arguments) throws InterruptedException {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("ended in order")));
            System.out.println("sleeping " + arguments[0]);
            Thread.sleep(Duration.ofHours(1));
        }
    }

    @Test
    void shouldEndAForeignMainInOrderWhenItsInputEnds(@TempDir Path directory) throws Exception {
        // given
        Path log = directory.resolve("sleeper.log");
        var java = new JavaCommand(
                JavaCommand.QUICK_START,
                List.of(System.getProperty("java.class.path")),
                Sleeper.class.getName(),
                List.of("well"));
        var child = ChildProcess.start(new Launch(java.words(), Map.of(), directory, log));
        Awaitility.await().until(() -> Files.readString(log).contains("sleeping well"));

        // when
        child.close();

        // then
        assertThat(child.isAlive()).isFalse();
        assertThat(child.exitCode()).isZero();
        assertThat(log).content().contains("ended in order");
    }

    @Test
    void shouldEndAShortLivedProgramWithWhoWaitsForIt(@TempDir Path directory) throws Exception {
        // given
        Path log = directory.resolve("sleep.log");
        var launch = new Launch(List.of("sh", "-c", "echo $$; exec sleep 3600"), Map.of(), directory, log);
        Thread waiting = Thread.ofPlatform().start(() -> {
            try {
                ChildProcess.run("sleep", launch);
            } catch (IOException | InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
        Awaitility.await()
                .until(() -> Files.exists(log) && Files.readString(log).endsWith("\n"));
        long pid = Long.parseLong(Files.readString(log).strip());

        // when
        waiting.interrupt();
        waiting.join(Duration.ofSeconds(20));

        // then
        assertThat(ProcessIdentity.of(pid)).isEmpty();
    }

    @Test
    void shouldKnowAProcessFromTheNextOneWithItsNumber(@TempDir Path directory) throws Exception {
        // given
        var child = ChildProcess.start(new Launch(List.of("cat"), Map.of(), directory, directory.resolve("cat.log")));
        ProcessIdentity identity = ProcessIdentity.of(child.handle().pid()).orElseThrow();
        var later = new ProcessIdentity(identity.pid(), identity.startTicks() + 1);

        // when
        boolean alive = identity.isAlive();
        boolean otherAlive = later.isAlive();
        child.close();

        // then
        assertThat(alive).isTrue();
        assertThat(otherAlive).isFalse();
        assertThat(identity.isAlive()).isFalse();
    }
}
