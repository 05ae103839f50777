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

/** A storm becomes a few jobs, in little memory. */
class StormIT {

    private static final int EVENTS = 100_000;
    private static final int GROUPS = 50;

    @TempDir
    Path dir;

    @Test
    void shouldTurnAStormIntoOneJobForEachGroup() throws Exception {
        Endpoints endpoints = SharedInfrastructure.endpoints();
        try (ReactorProcess reactor = new ReactorProcess(endpoints, dir, List.of("-Xmx128m"));
                Wire wire = new Wire(endpoints);
                Database database = new Database(endpoints)) {
            reactor.start();
            reactor.apply("storm", """
                    {name: storm, on: storm, groupBy: data.group,
                     triggerLimiter: {waitForMore: {timeout: 3s, resetTimeoutOnMore: true}},
                     do: {jobs: [{template: t}]}}""");
            Instant begin = Instant.now();

            for (int i = 0; i < EVENTS; i++) {
                wire.event("storm", "g" + i % GROUPS, "storm-" + i);
            }
            wire.flush();

            await().atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(200))
                    .untilAsserted(() -> assertThat(database.number("select coalesce(sum(occurrences), 0) from firing"
                                    + " where reaction = 'storm' and outcome = 'FIRED'"))
                            .isEqualTo(EVENTS));
            System.out.printf(
                    "%d events became %d jobs in %s%n",
                    EVENTS,
                    database.number("select count(*) from firing where reaction = 'storm'"),
                    Duration.between(begin, Instant.now()));
            assertThat(database.number("select count(*) from firing where reaction = 'storm'"))
                    .isEqualTo(GROUPS);
            await().atMost(Duration.ofSeconds(5)).until(() -> wire.jobs().size() == GROUPS);
            assertThat(reactor.isAlive()).isTrue();
        }
    }
}
