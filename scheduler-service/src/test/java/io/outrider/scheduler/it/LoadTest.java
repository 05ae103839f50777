package io.outrider.scheduler.it;

import static org.awaitility.Awaitility.await;

import io.outrider.outbox.RecordCodec;
import io.outrider.schemas.avro.NodeStatus;
import io.outrider.stack.testing.EmbeddedStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.*;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
        value = EmbeddedStackResource.class,
        initArgs = @ResourceArg(name = "database", value = "scheduler_service"))
class LoadTest {
    @Inject
    RecordCodec codec;

    @Inject
    Pool pool;

    @Inject
    io.micrometer.core.instrument.MeterRegistry meters;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String kafka;

    @ConfigProperty(name = "outrider.registry.url")
    String registry;

    @TestHTTPResource("/")
    URI base;

    long done(String g) {
        return pool.query("select count(*) from task where queue like '%" + g + "' and status = 'SUCCEEDED'")
                .executeAndAwait()
                .iterator()
                .next()
                .getLong(0);
    }

    @Test
    void load() throws Exception {
        Stage stage = new Stage(codec, kafka, registry, base);
        stage.template("hello");
        stage.executor.behave(stage::obey);
        String g = "load";
        for (String n : new String[] {"l1", "l2", "l3", "l4"})
            stage.executor.node(n, NodeStatus.ONLINE, 8, Map.of("group", g));
        Thread.sleep(1000);
        for (int round = 0; round < 3; round++) {
            long[] times = new long[300];
            for (int i = 0; i < times.length; i++) {
                long t = System.nanoTime();
                stage.submit("hello", g);
                times[i] = System.nanoTime() - t;
                Thread.sleep(5);
            }
            java.util.Arrays.sort(times);
            System.out.printf("SINGLE p50 %.2f ms p99 %.2f ms%n", times[150] / 1e6, times[297] / 1e6);
        }
        for (int round = 0; round < 4; round++) {
            long before = done(g);
            int n = 5000;
            long t0 = System.nanoTime();
            try (var pool = Executors.newFixedThreadPool(32)) {
                for (int i = 0; i < n; i++) pool.execute(() -> stage.submit("hello", g));
            }
            long t1 = System.nanoTime();
            await().pollInterval(Duration.ofMillis(20))
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> done(g) - before >= n);
            long t2 = System.nanoTime();
            System.out.printf("LOAD submit %.0f/s, finished %.0f/s%n", n / ((t1 - t0) / 1e9), n / ((t2 - t0) / 1e9));
        }
        for (int round = 0; round < 3; round++) {
            long before = done(g);
            String jobs = ("," + Stage.body("hello", g)).repeat(1000).substring(1);
            long t0 = System.nanoTime();
            for (int i = 0; i < 10; i++) stage.api.post("/api/v1/jobs/batch", "{\"jobs\":[" + jobs + "]}");
            long t1 = System.nanoTime();
            await().pollInterval(Duration.ofMillis(20))
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> done(g) - before >= 10000);
            long t2 = System.nanoTime();
            System.out.printf(
                    "BATCH submit %.0f/s, finished %.0f/s%n", 10000 / ((t1 - t0) / 1e9), 10000 / ((t2 - t0) / 1e9));
        }
        for (var m : meters.getMeters())
            if (m.getId().getName().startsWith("outrider.")) System.out.println(m.getId() + " " + m.measure());
        stage.close();
    }
}
