package io.outrider.scheduler.it;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.outrider.schemas.Topic;
import io.outrider.schemas.avro.TaskCommand;
import io.outrider.schemas.avro.TaskCommandKind;
import io.outrider.schemas.avro.TaskStatus;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.awaitility.core.ConditionFactory;

/** What every scenario needs: the API, an executor, and patience. */
final class Stage implements AutoCloseable {

    static final Duration LONG = Duration.ofSeconds(20);

    final Api api;
    final FakeExecutor executor;

    Stage(String kafka, String registry, URI base) {
        executor = new FakeExecutor(kafka, registry);
        api = new Api(base);
    }

    /** Announces a template and waits until a job of it is refused for its parameters only. */
    void template(String name) {
        executor.send(Topic.TEMPLATE_EVENTS, "default/" + name, Templates.ready(name, "1.0.0"));
        await().atMost(LONG)
                .until(() -> api.post("/api/v1/jobs", "{\"template\":\"%s\"}".formatted(name))
                                .status()
                        == 422);
    }

    /** Submits a valid job for nodes with the label {@code group}. */
    String submit(String template, String group) {
        Api.Answer answer = api.post("/api/v1/jobs", body(template, group));
        if (answer.status() != 202) {
            throw new AssertionError("Expected 202, but was " + answer.raw().body());
        }
        return answer.body().get("id").asText();
    }

    static String body(String template, String group) {
        return """
                {"template":"%s","parameters":{"size":1},"target":{"selector":"group=%s"},"timeout":"30s"}""".formatted(template, group);
    }

    JsonNode job(String id) {
        return api.get("/api/v1/jobs/" + id).body();
    }

    JsonNode jobWith(String id, String status) {
        return jobUntil(id, job -> job.path("status").asText().equals(status));
    }

    JsonNode jobUntil(String id, Predicate<JsonNode> condition) {
        return patiently().until(() -> job(id), condition);
    }

    /** Looks at once, then often. */
    static ConditionFactory patiently() {
        return await().atMost(LONG).pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(20));
    }

    /** Waits for the n-th command about the job. */
    TaskCommand command(String job, int n) {
        List<TaskCommand> commands = patiently().until(() -> executor.commands(job), all -> all.size() >= n);
        return commands.get(n - 1);
    }

    /** Does at once what it is told, well. */
    void obey(TaskCommand command) {
        if (command.getKind() == TaskCommandKind.START) {
            executor.say(command, TaskStatus.ACCEPTED);
            executor.say(command, TaskStatus.SUCCEEDED);
        }
    }

    @Override
    public void close() {
        executor.close();
    }
}
