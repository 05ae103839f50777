package io.outrider.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Two clusters, one executor each: a job runs on the cluster that it was meant for, and one executor's end is not the other's. */
@ExtendWith(SharedStack.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwoClustersTest {

    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final String TEMPLATE = "two-clusters";

    private final Outrider outrider;
    private Path folder;
    private ClusterExecutor north;
    private ClusterExecutor south;

    /** Where each job writes that its process was started. */
    private final Map<String, Path> files = new HashMap<>();

    TwoClustersTest(Outrider outrider) {
        this.outrider = outrider;
    }

    @BeforeAll
    void start(@TempDir Path shared) {
        folder = shared;
        north = ClusterExecutor.start(outrider, "north", 2, Map.of("region", "north", "tier", "two-clusters"));
        south = ClusterExecutor.start(outrider, "south", 3, Map.of("region", "south", "tier", "two-clusters"));
        ProbeTemplate.pushForCluster(outrider, TEMPLATE);
        // The scheduler hears of a version a moment later.
        await().atMost(LIMIT)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(run("region=north", 0)).isNotEmpty());
    }

    @AfterAll
    void stop() throws Exception {
        for (ClusterExecutor executor :
                Stream.of(north, south).filter(Objects::nonNull).toList()) {
            executor.close();
        }
    }

    @Test
    void shouldRunEachJobOnTheClusterThatItsTargetNames() {
        List<String> forNorth =
                Stream.generate(() -> run("region=north", 0)).limit(3).toList();
        List<String> forSouth =
                Stream.generate(() -> run("region=south", 0)).limit(3).toList();

        Stream.concat(forNorth.stream(), forSouth.stream()).forEach(this::succeeds);
        assertThat(north.jobs()).containsAll(forNorth).doesNotContainAnyElementsOf(forSouth);
        assertThat(south.jobs()).containsAll(forSouth).doesNotContainAnyElementsOf(forNorth);
        Stream.concat(forNorth.stream(), forSouth.stream())
                .forEach(job -> assertThat(starts(job)).as("starts of %s", job).containsExactly(job));
    }

    @Test
    void shouldShowBothAsNodesWithLabelsAndSlots() {
        JsonNode one =
                outrider.run("node", "show", "north", "--output", "json").ok().json();
        JsonNode two =
                outrider.run("node", "show", "south", "--output", "json").ok().json();

        assertThat(one.path("labels").path("region").asText()).isEqualTo("north");
        assertThat(two.path("labels").path("region").asText()).isEqualTo("south");
        assertThat(one.path("slots").asInt()).isEqualTo(2);
        assertThat(two.path("slots").asInt()).isEqualTo(3);
    }

    @Test
    void shouldUseBothForJobsThatEitherMayRun() {
        List<String> jobs =
                Stream.generate(() -> run("tier=two-clusters", 3)).limit(5).toList();

        jobs.forEach(this::succeeds);
        assertThat(north.jobs()).containsAnyElementsOf(jobs);
        assertThat(south.jobs()).containsAnyElementsOf(jobs);
        jobs.forEach(job -> assertThat(starts(job)).as("starts of %s", job).containsExactly(job));
    }

    @Test
    void shouldGoOnOnOneClusterWhileTheOthersExecutorIsDead() throws Exception {
        String underWay = run("region=north", 8);
        await().atMost(LIMIT).until(() -> starts(underWay).size() == 1);

        north.kill();
        String meanwhile = run("region=south", 0);
        String waiting = run("region=north", 0);
        succeeds(meanwhile);
        assertThat(status(underWay)).isEqualTo("RUNNING");
        north.start();

        succeeds(underWay);
        succeeds(waiting);
        assertThat(south.jobs()).contains(meanwhile).doesNotContain(underWay, waiting);
        Stream.of(underWay, meanwhile, waiting)
                .forEach(job -> assertThat(starts(job)).as("starts of %s", job).containsExactly(job));
    }

    /** Starts a job, which writes its id each time its process starts. */
    private String run(String selector, int seconds) {
        Path file = folder.resolve("starts-" + UUID.randomUUID());
        String job = outrider.post("scheduler-service", "/jobs", """
                {"template": "%s", "target": {"selector": "%s"}, "parameters": {"file": "%s", "seconds": %d}}""".formatted(TEMPLATE, selector, file, seconds))
                .path("id")
                .asText();
        files.put(job, file);
        return job;
    }

    private List<String> starts(String job) {
        return ProbeTemplate.starts(files.get(job));
    }

    private void succeeds(String job) {
        await(job).atMost(LIMIT).until(() -> status(job), "SUCCEEDED"::equals);
    }

    private String status(String job) {
        return outrider.get("scheduler-service", "/jobs/" + job).path("status").asText();
    }
}
