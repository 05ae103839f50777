package io.outrider.reactor.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrider.stack.infrastructure.Endpoints;
import io.outrider.stack.testing.SharedInfrastructure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged service is killed again and again while events stream in, windows pass and jobs end; and started again. In the end every
 * reaction that was due has fired, each once: no event is counted twice or not at all.
 */
class ReactorRestartIT {

    private static final int GROUPS = 30;
    private static final int EVENTS_OF_GROUP = 100;
    private static final int KILLS = 6;

    @TempDir
    Path dir;

    @Test
    void shouldFireEachReactionOnceThoughItIsKilled() throws Exception {
        Endpoints endpoints = SharedInfrastructure.endpoints();
        long seed = System.nanoTime();
        Random random = new Random(seed);
        try (ReactorProcess reactor = new ReactorProcess(endpoints, dir, ReactorProcess.mortal());
                Wire wire = new Wire(endpoints);
                Database database = new Database(endpoints)) {
            reactor.start();
            rules(reactor);

            Thread stream = Thread.ofPlatform().start(() -> stream(wire));
            for (int kill = 0; kill < KILLS; kill++) {
                Thread.sleep(200 + random.nextInt(2_500));
                reactor.kill();
                reactor.start();
            }
            stream.join();
            wire.flush();

            database.awaitSettled(4L * GROUPS * EVENTS_OF_GROUP, "started_job where ended_at is null");
            check(database, wire, seed);
        }
    }

    private static void rules(ReactorProcess reactor) throws IOException, InterruptedException {
        reactor.apply("fault-plain", Reactions.yaml("fault-plain", "fault/plain", ""));
        String counted =
                "groupBy: data.group, whileRunning: parallel, triggerLimiter: {minOccurrences: %d, within: 1h},";
        reactor.apply("fault-counted", Reactions.yaml("fault-counted", "fault/counted", counted.formatted(5)));
        reactor.apply("fault-all", Reactions.yaml("fault-all", "fault/*", counted.formatted(7)));
        String window = "groupBy: data.group, whileRunning: parallel,"
                + " triggerLimiter: {waitForMore: {timeout: 1s, resetTimeoutOnMore: true, maxTimeout: 3s}},";
        reactor.apply("fault-window", Reactions.yaml("fault-window", "fault/window", window));
        reactor.apply("fault-coalesced", Reactions.yaml("fault-coalesced", "fault/coalesced", "groupBy: data.group,"));
    }

    /** About 700 events a second for some 17 s. */
    private static void stream(Wire wire) {
        try {
            for (int i = 0; i < EVENTS_OF_GROUP; i++) {
                for (int group = 0; group < GROUPS; group++) {
                    for (String type : List.of("plain", "counted", "window", "coalesced")) {
                        wire.event("fault/" + type, "g" + group, type + "-" + group + "-" + i);
                    }
                }
                Thread.sleep(170);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void check(Database database, Wire wire, long seed) {
        long all = (long) GROUPS * EVENTS_OF_GROUP;
        for (String rule : List.of("plain", "counted", "window", "coalesced")) {
            assertThat(database.number("select count(*) from decision where reaction = 'fault-" + rule + "'"))
                    .as("decisions of %s, seed %d", rule, seed)
                    .isEqualTo(all);
        }
        assertThat(firings(database, "fault-plain", "count(*)", "")).containsExactly(Long.toString(all));
        assertThat(firings(
                        database,
                        "fault-counted",
                        "count(*)",
                        "group by group_key having sum(occurrences) = 5 * count(*)"))
                .hasSize(GROUPS)
                .containsOnly(Integer.toString(EVENTS_OF_GROUP / 5));
        assertThat(firings(
                        database, "fault-all", "count(*)", "group by group_key having sum(occurrences) = 7 * count(*)"))
                .hasSize(GROUPS)
                .containsOnly(Integer.toString(4 * EVENTS_OF_GROUP / 7));
        for (String rule : List.of("fault-window", "fault-coalesced")) {
            assertThat(firings(database, rule, "sum(occurrences)", "group by group_key"))
                    .as("events in firings of %s, seed %d", rule, seed)
                    .hasSize(GROUPS)
                    .containsOnly(Integer.toString(EVENTS_OF_GROUP));
            assertThat(database.number("select count(*) from decision d where reaction = '" + rule
                            + "' and not exists (select 1 from firing f where f.id = d.firing_id)"))
                    .isZero();
        }
        assertThat(database.number("select count(*) from firing where outcome <> 'FIRED'"))
                .isZero();
        List<String> started = database.texts("select job_id from started_job");
        assertThat(database.number("select count(*) from firing")).isEqualTo(started.size());
        assertThat(wire.jobs()).isEqualTo(new HashSet<>(started));
    }

    private static List<String> firings(Database database, String rule, String value, String more) {
        return database.texts(
                "select " + value + " from firing where reaction = '" + rule + "' and outcome = 'FIRED' " + more);
    }
}
