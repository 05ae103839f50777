package io.outrider.scheduler.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.outrider.schemas.avro.NodeStatus;
import io.outrider.schemas.avro.TaskCommand;
import io.outrider.schemas.avro.TaskCommandKind;
import io.outrider.schemas.avro.TaskStatus;
import io.outrider.stack.infrastructure.Endpoints;
import io.outrider.stack.testing.PackagedService;
import io.outrider.stack.testing.SharedInfrastructure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged scheduler is killed with jobs in every state and started again: all end, nothing is handed out twice. */
class SchedulerRestartIT {

    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    Path dir;

    @Test
    void shouldTakeEveryJobToItsEndAfterItWasKilled() throws Exception {
        Endpoints endpoints = SharedInfrastructure.endpoints();
        List<String> settings = List.of(
                "-XX:TieredStopAtLevel=1",
                "-Xmx384m",
                "-Doutrider.auth.tokens-file="
                        + Path.of("src/test/resources/tokens").toAbsolutePath(),
                "-Doutrider.artifacts.dir=" + dir.resolve("artifacts"),
                "-Doutrider.scheduler.accept-timeout=4s",
                "-Doutrider.scheduler.slack=4s",
                "-Doutrider.scheduler.start-timeout=0s",
                "-Doutrider.scheduler.delivery-timeout=0s",
                "-Doutrider.scheduler.grace-period=1s");
        try (PackagedService scheduler = new PackagedService(endpoints, "scheduler_service", dir, settings)) {
            scheduler.start();
            try (Stage stage = new Stage(endpoints.kafka(), endpoints.registryUrl(), scheduler.base())) {
                stage.template("hello");
                String queued = stage.submit("hello", "later");
                stage.executor.node("slow", NodeStatus.ONLINE, 10, Map.of("group", "slow"));
                String assigned = stage.submit("hello", "slow");
                TaskCommand offer = stage.command(assigned, 1);
                String running = stage.submit("hello", "slow");
                TaskCommand started = stage.command(running, 1);
                stage.executor.say(started, TaskStatus.ACCEPTED);
                stage.executor.say(started, TaskStatus.RUNNING);
                stage.jobWith(running, "RUNNING");
                String cancelling = stage.submit("hello", "slow");
                stage.executor.say(stage.command(cancelling, 1), TaskStatus.ACCEPTED);
                stage.jobWith(cancelling, "RUNNING");
                stage.api.post("/api/v1/jobs/" + cancelling + "/cancel", "");
                String resting = retried(stage);
                stage.executor.say(stage.command(resting, 1), TaskStatus.FAILED);
                stage.jobUntil(resting, job -> job.at("/tasks/0/attempt").asInt() == 2);
                stage.executor.behave(command -> {
                    if (!command.getNode().equals("slow")) {
                        stage.obey(command);
                    }
                });
                stage.executor.node("fast", NodeStatus.ONLINE, 4, Map.of("group", "fast"));
                List<String> many = many(stage);

                scheduler.kill();
                stage.executor.say(started, TaskStatus.SUCCEEDED);
                stage.executor.node("late", NodeStatus.ONLINE, 1, Map.of("group", "later"));
                scheduler.start();

                ends(stage, queued, "SUCCEEDED");
                ends(stage, running, "SUCCEEDED");
                assertThat(ends(stage, cancelling, "CANCELLED").get("reason").asText())
                        .contains("unconfirmed");
                assertThat(stage.command(assigned, 2).getKind()).isEqualTo(TaskCommandKind.CANCEL);
                stage.executor.say(offer, TaskStatus.REFUSED);
                TaskCommand again = stage.command(assigned, 3);
                assertThat(again.getEpoch()).isEqualTo(2);
                stage.obey(again);
                ends(stage, assigned, "SUCCEEDED");
                TaskCommand retry = stage.command(resting, 2);
                assertThat(retry.getAttempt()).isEqualTo(2);
                stage.obey(retry);
                ends(stage, resting, "SUCCEEDED");
                for (String id : many) {
                    ends(stage, id, "SUCCEEDED");
                    assertThat(stage.executor.commands(id))
                            .allSatisfy(
                                    command -> assertThat(command.getEpoch()).isEqualTo(1));
                }
            }
        }
    }

    private static String retried(Stage stage) {
        return stage.api.post("/api/v1/jobs", """
                {"template":"hello","parameters":{"size":1},"target":{"node":"slow"},
                 "retries":{"limit":1,"backoff":"6s"}}""").body().get("id").asText();
    }

    private static List<String> many(Stage stage) {
        String jobs = ("," + Stage.body("hello", "fast")).repeat(300).substring(1);
        List<String> ids = new ArrayList<>();
        stage.api
                .post("/api/v1/jobs/batch", "{\"jobs\":[" + jobs + "]}")
                .body()
                .get("jobs")
                .forEach(job -> ids.add(job.get("id").asText()));
        return ids;
    }

    private static JsonNode ends(Stage stage, String id, String status) {
        return Stage.patiently()
                .atMost(LONG)
                .until(() -> stage.job(id), job -> job.path("status").asText().equals(status));
    }
}
