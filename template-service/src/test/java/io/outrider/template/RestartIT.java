package io.outrider.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.outrider.stack.infrastructure.Endpoints;
import io.outrider.stack.testing.SharedInfrastructure;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged service is killed while versions wait for their builds: every build is asked for, none waits for ever. */
class RestartIT {
    @TempDir
    Path folder;

    @Test
    void shouldGoOnAfterItWasKilled() throws Exception {
        Endpoints endpoints = SharedInfrastructure.endpoints();
        List<String> impatient =
                List.of("-Doutrider.templates.build-silence=5s", "-Doutrider.templates.deadline-check=1s");
        try (ServiceProcess service = new ServiceProcess(endpoints, folder, impatient)) {
            service.start();
            Map<String, String> builds = new HashMap<>();
            for (int i = 0; i < 5; i++) {
                String name = Client.unique("killed");
                builds.put(name, push(service, name).statusCode(202).extract().path("buildId"));
            }

            service.kill();
            service.start();

            assertThat(requests(endpoints, Set.copyOf(builds.values())))
                    .containsExactlyElementsOf(new TreeSet<>(builds.values()));
            for (String name : builds.keySet()) {
                await().atMost(Duration.ofSeconds(30))
                        .untilAsserted(() -> service.author()
                                .get("/api/v1/templates/{name}/versions/0.1.0", name)
                                .then()
                                .body("status", equalTo("FAILED"))
                                .body("reason", containsString("to say something")));
                push(service, name).statusCode(202).body("status", equalTo("BUILDING"));
            }
        }
    }

    private static ValidatableResponse push(ServiceProcess service, String name) {
        return service.author()
                .contentType("application/zip")
                .body(Archives.zip(Map.of("template.yaml", Archives.manifest(name, ""), "run.sh", "true\n")))
                .post("/api/v1/templates")
                .then();
    }

    /** Waits until all of these builds were asked for; returns whom each distinct request was for, sorted. */
    private static List<String> requests(Endpoints endpoints, Set<String> builds) {
        Map<String, String> subjects = new HashMap<>();
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", endpoints.kafka(), "group.id", "restart-it", "auto.offset.reset", "earliest");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of("outrider.build-requests.v1"));
            await().atMost(Duration.ofSeconds(30)).until(() -> {
                for (ConsumerRecord<byte[], byte[]> request : consumer.poll(Duration.ofMillis(200))) {
                    String subject = header(request, "ce_subject");
                    if (builds.contains(subject)) {
                        subjects.put(header(request, "ce_id"), subject);
                    }
                }
                return subjects.values().containsAll(builds);
            });
        }
        return subjects.values().stream().sorted().toList();
    }

    private static String header(ConsumerRecord<byte[], byte[]> request, String name) {
        return new String(request.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
