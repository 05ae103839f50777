package io.outrider.scheduler.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.outrider.schemas.avro.NodeStatus;
import io.outrider.schemas.avro.TaskCommand;
import io.outrider.schemas.avro.TaskStatus;
import io.outrider.stack.testing.EmbeddedStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
        value = EmbeddedStackResource.class,
        initArgs = @ResourceArg(name = "database", value = "scheduler_service"))
class LogsTest {

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String kafka;

    @ConfigProperty(name = "outrider.registry.url")
    String registry;

    @TestHTTPResource("/")
    URI base;

    private Stage stage;
    private String id;
    private TaskCommand start;

    @BeforeEach
    void start() {
        stage = new Stage(kafka, registry, base);
        String group = "l" + UUID.randomUUID().toString().substring(0, 8);
        stage.template("hello");
        stage.executor.node(group + "-a", NodeStatus.ONLINE, 1, Map.of("group", group));
        id = stage.submit("hello", group);
        start = stage.command(id, 1);
        stage.executor.say(start, TaskStatus.ACCEPTED);
    }

    @AfterEach
    void stop() {
        stage.close();
    }

    private List<String> follow(String lastEventId) {
        List<String> lines = new CopyOnWriteArrayList<>();
        Thread.ofVirtual().start(() -> {
            try {
                HttpResponse<Stream<String>> response = stage.api
                        .client()
                        .send(
                                stage.api
                                        .request("/api/v1/jobs/" + id + "/logs")
                                        .header("Accept", "text/event-stream")
                                        .header("Last-Event-ID", lastEventId)
                                        .build(),
                                HttpResponse.BodyHandlers.ofLines());
                response.body().forEach(lines::add);
            } catch (IOException e) {
                lines.add("failed: " + e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        return lines;
    }

    private static boolean has(List<String> lines, String text) {
        return lines.stream().anyMatch(line -> line.contains(text));
    }

    private static String idBefore(List<String> lines, String text) {
        String last = "";
        for (String line : lines) {
            if (line.startsWith("id:")) {
                last = line.substring(3).trim();
            }
            if (line.contains(text)) {
                return lines.get(lines.indexOf(line) + 1).startsWith("id:")
                        ? lines.get(lines.indexOf(line) + 1).substring(3).trim()
                        : last;
            }
        }
        return last;
    }

    @Test
    void shouldStreamLiveAndResumeAndEndWithTheJob() {
        List<String> lines = follow("");
        stage.executor.log(start, 0, "one\n");
        await().atMost(Stage.LONG).until(() -> has(lines, "one"));
        stage.executor.log(start, 0, "one\n");
        stage.executor.log(start, 4, "two\n");
        await().atMost(Stage.LONG).until(() -> has(lines, "two"));
        List<String> resumed = follow(idBefore(lines, "one"));

        stage.executor.say(
                FakeExecutor.event(start, TaskStatus.SUCCEEDED).setLogSize(14).build());
        stage.executor.log(start, 8, "three\n");

        await().atMost(Stage.LONG).until(() -> has(lines, "event:end") || has(lines, "event: end"));
        await().atMost(Stage.LONG).until(() -> has(resumed, "SUCCEEDED"));
        assertThat(lines.stream().filter(line -> line.contains("one"))).hasSize(1);
        assertThat(has(lines, "three")).isTrue();
        assertThat(has(resumed, "\"one")).isFalse();
        assertThat(has(resumed, "two")).isTrue();
        Api.Answer text = stage.api.get("/api/v1/jobs/" + id + "/logs");
        assertThat(text.raw().body()).isEqualTo("one\ntwo\nthree\n");
    }

    /** An emoji has the bytes F0 9F 98 80, and the euro sign E2 82 AC. */
    @Test
    void shouldResumeWithinACharacterAndTellOneThatIsNeverWhole() {
        List<String> lines = follow("");
        stage.executor.log(start, 0, bytes("one\u00F0"));
        await().atMost(Stage.LONG).until(() -> has(lines, "one"));
        stage.executor.log(start, 4, bytes("\u009F"));

        List<String> resumed = follow(idBefore(lines, "one"));
        stage.executor.log(start, 5, bytes("\u0098\u0080two\u00E2\u0082"));
        stage.executor.say(
                FakeExecutor.event(start, TaskStatus.SUCCEEDED).setLogSize(12).build());

        await().atMost(Stage.LONG).until(() -> has(resumed, "SUCCEEDED"));
        assertThat(has(resumed, "\"offset\":3,\"text\":\"\uD83D\uDE00two\""))
                .as("%s", resumed)
                .isTrue();
        assertThat(has(resumed, "\"offset\":10,\"text\":\"\uFFFD\""))
                .as("%s", resumed)
                .isTrue();
    }

    /** Each character is one byte. */
    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
