package io.outrider.scheduler.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.outrider.schemas.Topic;
import io.outrider.schemas.avro.NodeStatus;
import io.outrider.schemas.avro.TaskCommand;
import io.outrider.schemas.avro.TaskCommandKind;
import io.outrider.schemas.avro.TaskStatus;
import io.outrider.stack.testing.BrokerSuite;
import io.outrider.stack.testing.EmbeddedStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@BrokerSuite
@QuarkusTest
@QuarkusTestResource(
        value = EmbeddedStackResource.class,
        initArgs = @ResourceArg(name = "database", value = "scheduler_service"))
class ThinPathTest {

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String kafka;

    @ConfigProperty(name = "outrider.registry.url")
    String registry;

    @TestHTTPResource("/")
    URI base;

    private FakeExecutor executor;
    private Api api;

    @BeforeEach
    void start() {
        executor = new FakeExecutor(kafka, registry);
        api = new Api(base);
    }

    @AfterEach
    void stop() {
        executor.close();
    }

    @Test
    void shouldRunAJobFromSubmissionToOutputs() {
        executor.send(Topic.TEMPLATE_EVENTS, "default/hello", Templates.ready("hello", "1.0.0"));
        executor.node("web-1", NodeStatus.ONLINE, 2, Map.of("role", "web"));
        executor.behave(command -> {
            if (command.getKind() == TaskCommandKind.START) {
                executor.say(command, TaskStatus.ACCEPTED);
                executor.say(command, TaskStatus.RUNNING);
                executor.say(FakeExecutor.event(command, TaskStatus.SUCCEEDED)
                        .setOutputs("{\"endpoint\":\"http://x\"}")
                        .build());
            }
        });
        String body = """
                {"template":"hello","parameters":{"size":3,"token":"geheim"},"target":{"selector":"role=web"}}""";
        await().atMost(Duration.ofSeconds(20))
                .until(() -> api.post("/api/v1/jobs", body).status() == 202);

        Api.Answer answer = api.post("/api/v1/jobs", body);

        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(202);
        String id = answer.body().get("id").asText();
        JsonNode job = await().atMost(Duration.ofSeconds(10))
                .until(
                        () -> api.get("/api/v1/jobs/" + id).body(),
                        found -> "SUCCEEDED".equals(found.path("status").asText()));
        assertThat(job.at("/outputs/endpoint").asText()).isEqualTo("http://x");
        assertThat(job.at("/parameters/token").asText()).isEqualTo("***");
        assertThat(job.at("/tasks/0/node").asText()).isEqualTo("web-1");
        TaskCommand start = executor.commands(id).getFirst();
        assertThat(start.getSpec().getEnv())
                .containsEntry("TYPE_SHELL", "/bin/sh")
                .containsEntry("P_size", "3")
                .doesNotContainKey("OUTRIDER_CAUSATION_DEPTH");
        assertThat(start.getSpec().getParameters()).contains("geheim");
        assertThat(start.getCausationDepth()).isZero();

        Api.Answer ofAJob = api.post("/api/v1/jobs", body, "Outrider-Causation-Depth", "3");

        String deep = ofAJob.body().get("id").asText();
        TaskCommand deeper = await().atMost(Duration.ofSeconds(10))
                .until(() -> executor.commands(deep), commands -> !commands.isEmpty())
                .getFirst();
        assertThat(deeper.getCausationDepth()).isEqualTo(3);
        assertThat(deeper.getSpec().getEnv()).containsEntry("OUTRIDER_CAUSATION_DEPTH", "3");
        assertThat(api.post("/api/v1/jobs", body, "Outrider-Causation-Depth", "-1")
                        .status())
                .isEqualTo(400);
    }
}
