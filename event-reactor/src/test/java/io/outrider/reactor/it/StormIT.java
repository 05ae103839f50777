package io.outrider.reactor.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.outrider.stack.infrastructure.Endpoints;
import io.outrider.stack.testing.SharedInfrastructure;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A storm becomes a few jobs, in little memory, and nothing of its events stays there. */
class StormIT {

    private static final int EVENTS = 100_000;
    private static final int GROUPS = 50;

    /** Before the storm that is measured: what is made once for ever has to be there. */
    private static final int WARM_UP = 20_000;

    /** An id in a set is two objects for each event. Bytes would tell less: buffers come and go by megabytes. */
    private static final long MOST_GROWTH = EVENTS;

    @TempDir
    Path dir;

    @Test
    void shouldTurnAStormIntoOneJobForEachGroup() throws Exception {
        Endpoints endpoints = SharedInfrastructure.endpoints();
        try (ReactorProcess reactor = new ReactorProcess(endpoints, dir, List.of("-Xmx128m"));
                Wire wire = new Wire(endpoints);
                Database database = new Database(endpoints)) {
            reactor.start();
            for (String storm : List.of("warm-up", "storm")) {
                reactor.apply(storm, """
                        {name: %1$s, on: %1$s, groupBy: data.group,
                         triggerLimiter: {waitForMore: {timeout: 3s, resetTimeoutOnMore: true}},
                         do: {jobs: [{template: t}]}}""".formatted(storm));
            }
            storm("warm-up", WARM_UP, wire, database);
            long before = reactor.liveObjects();
            Instant begin = Instant.now();

            storm("storm", EVENTS, wire, database);

            long after = reactor.liveObjects();
            System.out.printf(
                    "%d events became %d jobs in %s; live objects were %d and are %d%n",
                    EVENTS,
                    database.number("select count(*) from firing where reaction = 'storm'"),
                    Duration.between(begin, Instant.now()),
                    before,
                    after);
            assertThat(database.number("select count(*) from firing where reaction = 'storm'"))
                    .isEqualTo(GROUPS);
            await().atMost(Duration.ofSeconds(5)).until(() -> wire.jobs().size() == 2 * GROUPS);
            assertThat(after - before).as("objects that stayed").isLessThan(MOST_GROWTH);
            assertThat(reactor.isAlive()).isTrue();
        }
    }

    private static void storm(String type, int events, Wire wire, Database database) {
        for (int i = 0; i < events; i++) {
            wire.event(type, "g" + i % GROUPS, type + "-" + i);
        }
        wire.flush();
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(() -> assertThat(database.number("select coalesce(sum(occurrences), 0) from firing"
                                + " where reaction = '" + type + "' and outcome = 'FIRED'"))
                        .isEqualTo(events));
    }
}
