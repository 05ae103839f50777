package io.outrider.scheduler.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.outrider.schemas.avro.NodeStatus;
import io.outrider.schemas.avro.TaskCommand;
import io.outrider.schemas.avro.TaskCommandKind;
import io.outrider.stack.testing.EmbeddedStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Many jobs at once, on real Kafka and PostgreSQL, with executors that answer without starting a process. Says in the log
 * how fast it went; {@code -Doutrider.load.jobs=20000} makes that worth reading.
 */
@QuarkusTest
@TestProfile(LoadTest.PatienceOfProduction.class)
@QuarkusTestResource(
        value = EmbeddedStackResource.class,
        initArgs = @ResourceArg(name = "database", value = "scheduler_service"))
class LoadTest {

    /** The short time in which other tests' nodes have to accept is too short for a loaded machine. */
    public static final class PatienceOfProduction implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("outrider.scheduler.accept-timeout", "60s");
        }
    }

    private static final Logger LOG = Logger.getLogger(LoadTest.class);
    private static final int JOBS = Integer.getInteger("outrider.load.jobs", 2_000);
    private static final int SENDERS = 16;
    private static final int IN_A_BATCH = 500;

    @Inject
    Pool pool;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String kafka;

    @ConfigProperty(name = "outrider.registry.url")
    String registry;

    @TestHTTPResource("/")
    URI base;

    private Stage stage;
    private String group;

    @BeforeEach
    void start() {
        stage = new Stage(kafka, registry, base);
        group = "l" + UUID.randomUUID().toString().substring(0, 8);
        stage.template("hello");
        stage.executor.behave(stage::obey);
        for (int i = 0; i < 10; i++) {
            stage.executor.node(group + "-" + i, NodeStatus.ONLINE, 8, Map.of("group", group));
        }
        await().atMost(Stage.LONG)
                .until(() -> count("select count(*) from node where name like '" + group + "%'") == 10);
    }

    @AfterEach
    void stop() {
        stage.close();
    }

    @Test
    void shouldStartEachOfManyJobsOnce() {
        Queue<String> ids = new ConcurrentLinkedQueue<>();
        long start = System.nanoTime();
        try (ExecutorService senders = Executors.newFixedThreadPool(SENDERS)) {
            for (int i = 0; i < JOBS; i++) {
                senders.execute(() -> ids.add(stage.submit("hello", group)));
            }
        }
        say("submitted one by one", start);

        waitForAll();

        say("finished one by one", start);
        assertThat(ids).hasSize(JOBS).doesNotHaveDuplicates();
        assertThat(ids.stream().map(stage.executor::commands).filter(LoadTest::isNotOneFirstStart))
                .isEmpty();
    }

    @Test
    void shouldFinishBatchesAndLeaveNothingOutstanding() {
        String jobs = ("," + Stage.body("hello", group)).repeat(IN_A_BATCH).substring(1);
        long start = System.nanoTime();
        for (int sent = 0; sent < JOBS; sent += IN_A_BATCH) {
            assertThat(stage.api
                            .post("/api/v1/jobs/batch", "{\"jobs\":[" + jobs + "]}")
                            .status())
                    .isEqualTo(202);
        }
        say("submitted in batches", start);

        waitForAll();

        say("finished in batches", start);
        assertThat(count("select sum(outstanding) from node_load where name like '" + group + "%'"))
                .isZero();
    }

    @Test
    void shouldTakeAJobThroughWithoutWaitingForAnyInterval() {
        List<Duration> times = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            String id = stage.submit("hello", group);
            JsonNode job = stage.jobWith(id, "SUCCEEDED");
            times.add(Duration.between(
                    Instant.parse(job.get("createdAt").asText()),
                    Instant.parse(job.get("finishedAt").asText())));
        }
        times.sort(null);
        LOG.infof("one at a time, submission to result: p50 %s, p99 %s", times.get(100), times.get(198));

        // The shortest interval of the scheduler's clock is 200 ms; a loaded machine may be slow, but not at every job.
        assertThat(times.get(100)).isLessThan(Duration.ofMillis(150));
    }

    private static boolean isNotOneFirstStart(List<TaskCommand> commands) {
        return commands.size() != 1
                || commands.getFirst().getKind() != TaskCommandKind.START
                || commands.getFirst().getEpoch() != 1;
    }

    private void waitForAll() {
        await().pollInterval(Duration.ofMillis(20))
                .atMost(Duration.ofSeconds(120))
                .until(() ->
                        count("select count(*) from task where queue like '%" + group + ",%' and status = 'SUCCEEDED'")
                                >= JOBS);
    }

    private static void say(String what, long start) {
        LOG.infof("%s: %d/s", what, JOBS * 1_000_000_000L / (System.nanoTime() - start));
    }

    private long count(String sql) {
        return pool.query(sql).executeAndAwait().iterator().next().getLong(0);
    }
}
