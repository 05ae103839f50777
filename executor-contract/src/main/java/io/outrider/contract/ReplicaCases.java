package io.outrider.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.outrider.contract.Replicas.Replica;
import io.outrider.schemas.avro.TaskStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Two processes of one executor: one works, the other takes over, and one that was away for too long does no harm. Tasks write each
 * of their starts to a file of this machine, so these cases are for executors that do not hold them in.
 */
public interface ReplicaCases extends Cases {

    /** Far more than a take-over needs: lease, Kafka's session of the consumer that is gone, and a machine that is busy. */
    Duration TAKE_OVER = Duration.ofSeconds(60);

    /** The processes of {@link #bench}'s executor. */
    Replicas replicas();

    /** A folder of this machine. */
    Path folder();

    @Test
    default void shouldWorkAsOne() throws Exception {
        Replica leader = replicas().leader();
        List<Counted> tasks =
                Stream.generate(() -> counted("sleep 1; echo over")).limit(6).toList();

        tasks.forEach(task -> task.succeeds("over\n"));

        assertThat(replicas().leader()).as("still the same leads").isSameAs(leader);
        nothingIsLeft();
    }

    @Test
    default void shouldTakeOverFromTheDead() throws Exception {
        Replica dead = replicas().leader();
        Replica next = replicas().other(dead);
        List<Counted> running =
                Stream.generate(() -> counted(ticks(40))).limit(2).toList();
        Counted unwanted = counted("echo up; exec sleep 120");
        Stream.concat(running.stream(), Stream.of(unwanted)).forEach(Counted::begins);
        List<Counted> underWay =
                Stream.generate(() -> counted("echo late")).limit(3).toList();

        dead.kill();
        unwanted.attempt.cancel(1);
        Counted meanwhile = counted("echo meanwhile");
        leads(next);
        dead.start();

        running.forEach(task -> task.succeeds(ticked(40)));
        underWay.forEach(task -> task.succeeds("late\n"));
        meanwhile.succeeds("meanwhile\n");
        unwanted.ends(TaskStatus.CANCELLED);
        nothingIsLeft();
        assertThat(replicas().leader()).as("it came back and stands by").isSameAs(next);
    }

    @Test
    default void shouldTakeOverWhatHasRunForLongerThanATaskMayTakeToStart() throws Exception {
        Replica dead = replicas().leader();
        Replica next = replicas().other(dead);
        List<Counted> running =
                Stream.generate(() -> counted(ticks(180))).limit(2).toList();
        running.forEach(Counted::begins);
        Thread.sleep(replicas().startTime());

        dead.kill();
        leads(next);
        dead.start();

        running.forEach(task -> task.succeeds(ticked(180)));
        nothingIsLeft();
    }

    @Test
    default void shouldNotBeDisturbedByOneThatWasAway() throws Exception {
        Replica away = replicas().leader();
        Replica next = replicas().other(away);
        // In the eyes of who is away it runs on, and has to be stopped after this time.
        Counted dated = new Counted(bench(), replicas(), folder(), "echo up; sleep 5; echo over", 7);
        Counted lasting = counted(ticks(90));
        Counted unwanted = counted("echo up; exec sleep 120");
        Stream.of(dated, lasting, unwanted).forEach(Counted::begins);

        away.pause();
        unwanted.attempt.cancel(1);
        Counted meanwhile = counted("echo meanwhile");
        leads(next);
        dated.ends(TaskStatus.SUCCEEDED);
        unwanted.ends(TaskStatus.CANCELLED);
        meanwhile.succeeds("meanwhile\n");
        away.wake();

        await("the one that was away to see that it does not lead any more")
                .atMost(TAKE_OVER)
                .until(() -> !away.leads());
        Counted after = counted("echo after");
        after.succeeds("after\n");
        lasting.succeeds(ticked(90));
        dated.succeeds("up\nover\n");
        for (Counted task : List.of(dated, lasting, meanwhile, after)) {
            assertThat(replicas().stopped(task.attempt.task()))
                    .as("%s was told to stop", task.attempt.task())
                    .isFalse();
        }
        assertThat(replicas().leader()).as("who took over leads").isSameAs(next);
        nothingIsLeft();
    }

    @Test
    default void shouldHandOverWhenStopped() throws Exception {
        Replica leader = replicas().leader();
        Replica next = replicas().other(leader);
        Counted running = counted(ticks(20));
        running.begins();
        int before = leader.log().size();

        leader.stop();
        List<String> log = leader.log();
        leads(next);
        leader.start();

        running.succeeds(ticked(20));
        assertThat(log.subList(before, log.size()))
                .as("what an ordinary stop logs")
                .isNotEmpty()
                .noneMatch(line -> line.contains(" ERROR ") || line.contains("Exception"));
    }

    private Counted counted(String script) {
        return new Counted(bench(), replicas(), folder(), script, 120);
    }

    private static String ticks(int count) {
        return "i=0; while [ $i -lt " + count + " ]; do i=$((i+1)); echo \"tick $i\"; sleep 0.2; done";
    }

    private static String ticked(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> "tick " + i + "\n").collect(Collectors.joining());
    }

    private void leads(Replica next) {
        long since = System.nanoTime();
        await("the other one to lead; a lease is " + replicas().lease())
                .atMost(TAKE_OVER)
                .pollInterval(Duration.ofMillis(50))
                .until(next::leads);
        System.getLogger("replicas")
                .log(System.Logger.Level.INFO, "Taken over after {0} ms", (System.nanoTime() - since) / 1_000_000);
    }

    private void nothingIsLeft() {
        await("no task left running")
                .atMost(TAKE_OVER)
                .untilAsserted(() -> assertThat(replicas().running()).isEmpty());
        assertThat(bench().wire().contradictions()).as("events of one id").isEmpty();
    }

    /** A task that counts its own starts. */
    final class Counted {

        final Attempt attempt;
        private final Replicas replicas;
        private final Path starts;

        private Counted(Bench bench, Replicas replicas, Path folder, String script, int timeoutSeconds) {
            this.attempt = bench.attempt();
            this.replicas = replicas;
            this.starts = folder.resolve(attempt.task());
            attempt.start(bench.script("echo start >> $1; " + script, starts.toString())
                    .setTimeoutSeconds(timeoutSeconds)
                    .build());
        }

        void begins() {
            attempt.awaitLog("\n");
        }

        void succeeds(String log) {
            ends(TaskStatus.SUCCEEDED);
            assertThat(attempt.log()).as("log of %s", attempt.task()).isEqualTo(log);
        }

        void ends(TaskStatus status) {
            var end = attempt.onlyEnd(1);
            assertThat(end.getStatus())
                    .as("%s: %s", attempt.task(), end.getReason())
                    .isEqualTo(status);
            assertThat(lines()).as("starts of %s", attempt.task()).containsExactly("start");
            assertThat(replicas.handedOver(attempt.task()))
                    .as("Jobs of %s", attempt.task())
                    .isEqualTo(1);
        }

        private List<String> lines() {
            try {
                return Files.readAllLines(starts);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
