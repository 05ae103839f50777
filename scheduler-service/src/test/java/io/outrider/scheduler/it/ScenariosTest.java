package io.outrider.scheduler.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.outrider.schemas.Envelope;
import io.outrider.schemas.Topic;
import io.outrider.schemas.avro.JobRequest;
import io.outrider.schemas.avro.JobStatus;
import io.outrider.schemas.avro.NodeStatus;
import io.outrider.schemas.avro.TaskCommand;
import io.outrider.schemas.avro.TaskCommandKind;
import io.outrider.schemas.avro.TaskStatus;
import io.outrider.schemas.avro.TemplateEvent;
import io.outrider.stack.testing.EmbeddedStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
        value = EmbeddedStackResource.class,
        initArgs = @ResourceArg(name = "database", value = "scheduler_service"))
class ScenariosTest {

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
        group = "g" + UUID.randomUUID().toString().substring(0, 8);
        stage.template("hello");
    }

    @AfterEach
    void stop() {
        stage.close();
    }

    private String node(String suffix, int slots) {
        return node(suffix, slots, "process");
    }

    private String node(String suffix, int slots, String runtime) {
        String name = group + "-" + suffix;
        stage.executor.node(name, NodeStatus.ONLINE, slots, Map.of("group", group), List.of(runtime));
        await().atMost(Stage.LONG)
                .until(
                        () -> stage.api
                                .get("/api/v1/nodes/" + name)
                                .body()
                                .path("status")
                                .asText(),
                        "ONLINE"::equals);
        return name;
    }

    @Test
    void shouldNameEverythingThatIsWrong() {
        Api.Answer answer = stage.api.post("/api/v1/jobs", """
                {"template":"hello","method":"dance","parameters":{"size":"big","colour":"red"},"timeout":"0s",
                 "target":{"selector":"a=b=c"}}""");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body().get("errors"))
                .extracting(error -> error.get("field").asText())
                .contains("method", "parameters.size", "parameters.colour", "timeout", "target.selector");
        assertThat(answer.raw().body()).contains("plan, run", "name, size, token");
    }

    @Test
    void shouldNameWhatCannotBeReadTogetherWithWhatDoesNotFit() {
        Api.Answer answer = stage.api.post("/api/v1/jobs", """
                {"template":"hello","parameters":{"colour":"red"},"timeout":"soon","retries":{"backoff":"later"}}""");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().get("errors"))
                .extracting(error -> error.get("field").asText())
                .contains("timeout", "retries.backoff", "parameters.colour");
    }

    @Test
    void shouldNameEverythingThatIsWrongWithABatch() {
        String fit = Stage.body("hello", group);

        Api.Answer unread = batch(fit, """
                {"template":"hello","parameters":{"colour":"red"},"timeout":"soon"}""", """
                {"template":"absent"}""", "null", """
                {"template":"no name"}""", """
                {"template":"hello","parameters":{"size":"big"}}""");
        Api.Answer unfit = batch("""
                {"template":"absent"}""", """
                {"template":"hello","parameters":{"size":"big"},"timeout":"0s"}""", fit);
        Api.Answer absent = batch("""
                {"template":"absent"}""", """
                {"template":"gone"}""");

        assertThat(unread.status()).isEqualTo(400);
        assertThat(fields(unread))
                .containsExactlyInAnyOrder(
                        "jobs[1].timeout",
                        "jobs[1].parameters.colour",
                        "jobs[1].parameters.size",
                        "jobs[2].template",
                        "jobs[3]",
                        "jobs[4].template",
                        "jobs[5].parameters.size");
        assertThat(unfit.status()).isEqualTo(422);
        assertThat(fields(unfit))
                .containsExactlyInAnyOrder("jobs[0].template", "jobs[1].parameters.size", "jobs[1].timeout");
        assertThat(absent.status()).isEqualTo(404);
        assertThat(fields(absent)).containsExactly("jobs[0].template", "jobs[1].template");
        assertThat(count("select count(*) from task where queue like '%" + group + ",%'"))
                .isZero();
    }

    @Test
    void shouldNameNoMoreThanAHundredErrorsOfABatchAndAWrongKeyOnce() {
        String[] absent = new String[200];
        Arrays.fill(absent, "{\"template\":\"absent\"}");
        String jobs = "{\"jobs\":[" + Stage.body("hello", group) + "," + Stage.body("hello", group) + "]}";

        Api.Answer many = batch(absent);
        Api.Answer endless = stage.api.post("/api/v1/jobs/batch", jobs, "Idempotency-Key", "k".repeat(201));

        assertThat(fields(many)).hasSize(100);
        assertThat(endless.status()).isEqualTo(400);
        assertThat(fields(endless)).containsExactly("Idempotency-Key");
    }

    private Api.Answer batch(String... jobs) {
        return stage.api.post("/api/v1/jobs/batch", "{\"jobs\":[" + String.join(",", jobs) + "]}");
    }

    private static List<String> fields(Api.Answer answer) {
        List<String> fields = new ArrayList<>();
        answer.body()
                .path("errors")
                .forEach(error -> fields.add(error.path("field").asText()));
        return fields;
    }

    @Test
    void shouldRefuseNamesWithoutBounds() {
        String project = Stage.body("hello", group).replace("{\"template\"", "{\"project\":\"a/b\",\"template\"");

        Api.Answer slash = stage.api.post("/api/v1/jobs", project);
        Api.Answer endless = stage.api.post("/api/v1/jobs", Stage.body("hello", "x".repeat(3_000)));

        assertThat(slash.status()).isEqualTo(422);
        assertThat(slash.body().at("/errors/0/field").asText()).isEqualTo("project");
        assertThat(endless.status()).isEqualTo(422);
        assertThat(endless.body().at("/errors/0/field").asText()).isEqualTo("target.selector");
    }

    @Test
    void shouldRefuseParametersThatNoMessageHolds() {
        String body =
                Stage.body("hello", group).replace("\"size\":1", "\"size\":1,\"name\":\"" + "ü".repeat(600_000) + "\"");

        Api.Answer answer = stage.api.post("/api/v1/jobs", body);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body().at("/errors/0/field").asText()).isEqualTo("parameters");
    }

    @Test
    void shouldRefuseControlCharactersInNames() {
        Api.Answer node = stage.api.post(
                "/api/v1/jobs",
                "{\"template\":\"hello\",\"parameters\":{\"size\":1},\"target\":{\"node\":\"a\\u0000b\"}}");
        Api.Answer path = stage.api.get("/api/v1/nodes/a%00b");

        assertThat(node.status()).isEqualTo(422);
        assertThat(node.body().at("/errors/0/field").asText()).isEqualTo("target.node");
        assertThat(path.status()).isEqualTo(400);
        assertThat(path.body().at("/errors/0/field").asText()).isEqualTo("name");
    }

    @Test
    void shouldSayHowToGetAMissingTemplate() {
        Api.Answer answer = stage.api.post("/api/v1/jobs", "{\"template\":\"absent\"}");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.raw().body()).contains("outrider template push", "hello");
    }

    @Test
    void shouldSayThatAVersionIsBeingBuilt() {
        stage.executor.send(Topic.TEMPLATE_EVENTS, "default/slow", Templates.building("slow", "1.0.0"));
        Api.Answer answer = await().atMost(Stage.LONG)
                .until(
                        () -> stage.api.post("/api/v1/jobs", "{\"template\":\"slow@1.0.0\"}"),
                        got -> got.status() == 422);

        assertThat(answer.raw().body()).contains("still being built");
    }

    @Test
    void shouldRunTheHighestReleaseWhereNoVersionIsNamed() {
        for (String version : List.of("1.0.0", "1.1.0", "2.0.0-rc.1")) {
            stage.executor.send(Topic.TEMPLATE_EVENTS, "default/staged", Templates.ready("staged", version));
        }
        await().atMost(Stage.LONG)
                .until(
                        () -> stage.api.post("/api/v1/jobs", Stage.body("staged@2.0.0-rc.1", group)),
                        got -> got.status() == 202);

        Api.Answer answer = stage.api.post("/api/v1/jobs", Stage.body("staged", group));

        assertThat(answer.body().path("version").asText()).isEqualTo("1.1.0");
    }

    @Test
    void shouldWaitForTheNewsThatAVersionIsBuilt() {
        stage.executor.send(Topic.TEMPLATE_EVENTS, "default/fresh", Templates.building("fresh", "1.0.0"));
        await().atMost(Stage.LONG)
                .until(
                        () -> stage.api.post("/api/v1/jobs", "{\"template\":\"fresh@1.0.0\"}"),
                        got -> got.status() == 422);
        CompletableFuture<Api.Answer> submitted =
                CompletableFuture.supplyAsync(() -> stage.api.post("/api/v1/jobs", Stage.body("fresh@1.0.0", group)));
        await().pollDelay(Duration.ofMillis(500)).until(() -> true);
        assertThat(submitted).as("before the news").isNotDone();

        stage.executor.send(Topic.TEMPLATE_EVENTS, "default/fresh", Templates.ready("fresh", "1.0.0"));

        assertThat(submitted.join().status()).isEqualTo(202);
    }

    @Test
    void shouldStartTheSameRequestOnce() {
        String key = UUID.randomUUID().toString();
        String body = Stage.body("hello", group);

        Api.Answer first = stage.api.post("/api/v1/jobs", body, "Idempotency-Key", key);
        Api.Answer second = stage.api.post("/api/v1/jobs", body, "Idempotency-Key", key);
        Api.Answer other = stage.api.post("/api/v1/jobs", Stage.body("hello", "else"), "Idempotency-Key", key);

        assertThat(first.status()).isEqualTo(202);
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.body().get("id")).isEqualTo(first.body().get("id"));
        assertThat(other.status()).isEqualTo(422);
    }

    @Test
    void shouldKnowARequestAgainThatWouldBeRefusedToday() {
        stage.template("changing");
        String key = UUID.randomUUID().toString();
        String body = Stage.body("changing", group);
        Api.Answer first = stage.api.post("/api/v1/jobs", body, "Idempotency-Key", key);
        refuseFromNowOn("changing", body);

        Api.Answer again = stage.api.post("/api/v1/jobs", body, "Idempotency-Key", key);
        Api.Answer other = stage.api.post("/api/v1/jobs", body.replace("30s", "31s"), "Idempotency-Key", key);

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body().get("id")).isEqualTo(first.body().get("id"));
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.body().at("/errors/0/field").asText()).isEqualTo("Idempotency-Key");
    }

    @Test
    void shouldKnowABatchAgainThatWouldBeRefusedToday() {
        stage.template("turning");
        String key = UUID.randomUUID().toString();
        String fit = Stage.body("hello", group);
        String body = Stage.body("turning", group);
        Api.Answer first = keyedBatch(key, fit, body);
        refuseFromNowOn("turning", body);

        Api.Answer again = keyedBatch(key, fit, body);
        Api.Answer longer = keyedBatch(key, fit, body, body);
        Api.Answer other = keyedBatch(key, fit, body.replace("30s", "31s"));

        assertThat(first.status()).isEqualTo(202);
        assertThat(again.status()).as(again.raw().body()).isEqualTo(202);
        assertThat(again.body().findValuesAsText("id")).isEqualTo(first.body().findValuesAsText("id"));
        assertThat(longer.status()).isEqualTo(422);
        assertThat(fields(longer)).containsExactly("jobs[2].parameters.colour");
        assertThat(other.status()).isEqualTo(422);
        assertThat(fields(other)).containsExactly("jobs[1].parameters.colour");
    }

    private Api.Answer keyedBatch(String key, String... jobs) {
        return stage.api.post(
                "/api/v1/jobs/batch", "{\"jobs\":[" + String.join(",", jobs) + "]}", "Idempotency-Key", key);
    }

    private void refuseFromNowOn(String template, String body) {
        TemplateEvent next = Templates.ready(template, "2.0.0");
        next.getDefinition().setParameterSchema("{\"type\":\"object\",\"required\":[\"colour\"]}");
        stage.executor.send(Topic.TEMPLATE_EVENTS, "default/" + template, next);
        await().atMost(Stage.LONG)
                .until(() -> stage.api.post("/api/v1/jobs", body).status() == 422);
    }

    @Test
    void shouldWaitForANodeAndSayWhy() {
        String id = stage.submit("hello", group);
        assertThat(stage.job(id).get("reason").asText()).startsWith("no node matches group=" + group);

        stage.executor.behave(stage::obey);
        node("a", 1);

        JsonNode job = stage.jobWith(id, "SUCCEEDED");
        assertThat(job.at("/tasks/0/node").asText()).isEqualTo(group + "-a");
    }

    @Test
    void shouldWaitForANodeThatCanRunIt() {
        stage.executor.behave(stage::obey);
        node("cluster", 9, "kubernetes");
        String id = stage.submit("hello", group);
        assertThat(stage.job(id).get("reason").asText())
                .isEqualTo("no node matches group=" + group + " and has the runtime process or sandbox (" + group
                        + "-cluster has kubernetes)");

        String able = node("machine", 1);

        JsonNode job = stage.jobWith(id, "SUCCEEDED");
        assertThat(job.at("/tasks/0/node").asText()).isEqualTo(able);
        assertThat(stage.executor.commands(id)).hasSize(1);
    }

    @Test
    void shouldSayOfEachOfAllNodesWhatItCannotRun() {
        node("cluster", 9, "kubernetes");
        node("machine", 9);

        Api.Answer answer = stage.api.post(
                "/api/v1/jobs", Stage.body("hello", group).replace("\"selector\"", "\"all\":true,\"selector\""));

        assertThat(answer.raw().body()).contains(group + "-cluster", group + "-machine");
    }

    @Test
    void shouldHandOutToAnotherNodeAfterARefusal() {
        node("a", 1);
        node("b", 1);
        String id = stage.submit("hello", group);
        TaskCommand first = stage.command(id, 1);

        stage.executor.say(FakeExecutor.event(first, TaskStatus.REFUSED)
                .setReason("no docker here")
                .build());

        TaskCommand second = stage.command(id, 2);
        assertThat(second.getKind()).isEqualTo(TaskCommandKind.START);
        assertThat(second.getEpoch()).isEqualTo(2);
        assertThat(second.getNode()).isNotEqualTo(first.getNode());
    }

    @Test
    void shouldTakeBackWhatIsNotAcceptedAndHandItOutOnceConfirmed() {
        node("a", 1);
        String id = stage.submit("hello", group);
        TaskCommand start = stage.command(id, 1);
        TaskCommand withdrawal = stage.command(id, 2);
        assertThat(withdrawal.getKind()).isEqualTo(TaskCommandKind.CANCEL);

        stage.executor.say(start, TaskStatus.REFUSED);

        assertThat(stage.command(id, 3).getEpoch()).isEqualTo(2);
    }

    @Test
    void shouldTakeBackWhatAnOfflineNodeDidNotAccept() {
        String node = node("a", 1);
        String id = stage.submit("hello", group);
        stage.command(id, 1);

        stage.executor.node(node, NodeStatus.OFFLINE, 1, Map.of("group", group));

        assertThat(stage.command(id, 2).getReason()).contains("OFFLINE");
    }

    @Test
    void shouldCancelARunningJob() {
        node("a", 1);
        String id = stage.submit("hello", group);
        TaskCommand start = stage.command(id, 1);
        stage.executor.say(start, TaskStatus.ACCEPTED);
        stage.executor.say(start, TaskStatus.RUNNING);
        stage.jobWith(id, "RUNNING");

        Api.Answer answer = stage.api.post("/api/v1/jobs/" + id + "/cancel", "");

        assertThat(answer.body().get("status").asText()).isEqualTo("CANCELLING");
        assertThat(stage.command(id, 2).getKind()).isEqualTo(TaskCommandKind.CANCEL);
        stage.executor.say(start, TaskStatus.CANCELLED);
        stage.jobWith(id, "CANCELLED");
    }

    @Test
    void shouldEndACancelThatNobodyConfirms() {
        node("a", 1);
        String id = stage.submit("hello", group);
        stage.executor.say(stage.command(id, 1), TaskStatus.ACCEPTED);
        stage.jobWith(id, "RUNNING");

        stage.api.post("/api/v1/jobs/" + id + "/cancel", "");

        assertThat(stage.jobWith(id, "CANCELLED").get("reason").asText()).contains("unconfirmed");
    }

    @Test
    void shouldRetryAFailedAttempt() {
        node("a", 1);
        Api.Answer answer = stage.api.post("/api/v1/jobs", """
                {"template":"hello","parameters":{"size":1},"target":{"node":"%s-a"},
                 "retries":{"limit":1,"backoff":"100ms"}}""".formatted(group));
        String id = answer.body().get("id").asText();
        stage.executor.say(stage.command(id, 1), TaskStatus.FAILED);

        TaskCommand second = stage.command(id, 2);

        assertThat(second.getAttempt()).isEqualTo(2);
        stage.obey(second);
        stage.jobWith(id, "SUCCEEDED");
    }

    @Test
    void shouldFailWhenOutputsAreNotWhatTheTemplatePromises() {
        node("a", 1);
        String id = stage.submit("hello", group);

        stage.executor.say(FakeExecutor.event(stage.command(id, 1), TaskStatus.SUCCEEDED)
                .setOutputs("{\"endpoint\":5}")
                .build());

        assertThat(stage.jobWith(id, "FAILED").get("reason").asText()).contains("output endpoint");
    }

    @Test
    void shouldRunOnAllMatchingNodes() {
        node("a", 1);
        node("b", 1);
        stage.executor.behave(stage::obey);
        Api.Answer answer = stage.api.post("/api/v1/jobs", """
                {"template":"hello","parameters":{"size":1},"target":{"selector":"group=%s","all":true}}""".formatted(group));

        JsonNode job = stage.jobWith(answer.body().get("id").asText(), "SUCCEEDED");

        assertThat(job.get("tasks")).hasSize(2);
    }

    @Test
    void shouldTakeAJobRequestOnceAndRecordWhatCannotRun() {
        stage.executor.behave(stage::obey);
        node("a", 1);
        String id = "req-" + group;
        for (int i = 0; i < 2; i++) {
            stage.executor.send(Topic.JOB_REQUESTS, id, request(id, "hello"));
        }
        stage.executor.send(Topic.JOB_REQUESTS, id + "-x", request(id + "-x", "absent"));

        assertThat(stage.jobWith(id, "SUCCEEDED").get("reaction").asText()).isEqualTo("greet");
        assertThat(stage.jobWith(id + "-x", "FAILED").get("reason").asText()).contains("template push");
        assertThat(stage.executor.commands(id)).hasSize(1);
        await().atMost(Stage.LONG)
                .untilAsserted(() -> assertThat(stage.executor.jobEvents(id + "-x"))
                        .singleElement()
                        .satisfies(event -> {
                            assertThat(event.getStatus()).isEqualTo(JobStatus.FAILED);
                            assertThat(event.getReason()).contains("template push");
                            assertThat(event.getReaction()).isEqualTo("greet");
                        }));
    }

    private JobRequest request(String id, String template) {
        return JobRequest.newBuilder()
                .setJobId(id)
                .setTemplate(template)
                .setParameters("{\"size\":1}")
                .setSelector("group=" + group)
                .setReaction("greet")
                .setEvent("{\"id\":\"e1\"}")
                .setRequestedBy("reaction/greet")
                .setAt(Instant.now())
                .build();
    }

    @Test
    void shouldKeepAndReplayDeadLetters() {
        Envelope envelope = Envelope.first("io.outrider.test.said", "/outrider/test", Instant.now(), group, "test");
        stage.executor.sendRaw(Topic.TASK_EVENTS_NAME, group, new byte[] {1, 2, 3}, envelope);
        String list = "/api/v1/dead-letters";
        JsonNode letter = await().atMost(Stage.LONG).until(() -> letter(list), found -> found != null);

        Api.Answer replayed = stage.api.post(list + "/" + letter.get("id").asText() + "/replay", "");

        assertThat(replayed.status()).isEqualTo(200);
        assertThat(replayed.body().get("replayedBy").asText()).isEqualTo("admin");
        await().atMost(Stage.LONG).until(() -> stage.api.get(list).raw().body().split(group, -1).length > 2);
    }

    private @Nullable JsonNode letter(String list) {
        for (JsonNode item : stage.api.get(list).body().path("items")) {
            if (item.path("key").asText().equals(group)) {
                return item;
            }
        }
        return null;
    }

    @Test
    void shouldFinishAThousandJobsAndLeaveNothingOutstanding() {
        stage.executor.behave(stage::obey);
        node("a", 2);
        node("b", 2);
        String jobs = ("," + Stage.body("hello", group)).repeat(1000).substring(1);

        Api.Answer answer = stage.api.post("/api/v1/jobs/batch", "{\"jobs\":[" + jobs + "]}");

        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(202);
        assertThat(answer.body().get("jobs")).hasSize(1000);
        await().atMost(Stage.LONG)
                .until(() ->
                        count("select count(*) from task where queue like '%" + group + ",%' and status = 'SUCCEEDED'")
                                == 1000);
        assertThat(count("select sum(outstanding) from node_load where name like '" + group + "%'"))
                .isZero();
    }

    private long count(String sql) {
        return pool.query(sql).executeAndAwait().iterator().next().getLong(0);
    }
}
