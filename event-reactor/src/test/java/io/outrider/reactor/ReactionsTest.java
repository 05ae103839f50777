package io.outrider.reactor;

import static io.outrider.reactor.Api.admin;
import static io.outrider.reactor.Api.apply;
import static io.outrider.reactor.Api.decided;
import static io.outrider.reactor.Api.publish;
import static io.outrider.reactor.Api.unique;
import static io.outrider.reactor.Api.viewer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.outrider.schemas.avro.JobRequest;
import io.outrider.schemas.avro.JobStatus;
import io.outrider.schemas.avro.TaskStatus;
import io.outrider.stack.testing.EmbeddedStackResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every limit of a reaction once, through Kafka and PostgreSQL. What exactly they mean is tested where they are pure. */
@QuarkusTest
@WithTestResource(
        value = EmbeddedStackResource.class,
        initArgs = @ResourceArg(name = "database", value = "event_reactor"))
class ReactionsTest {

    private static final Duration QUIET = Duration.ofSeconds(1);

    @Inject
    Platform platform;

    private final String name = unique("rule");
    private final String type = "test/" + name;
    private Records<JobRequest> requests;

    @BeforeEach
    void listen() {
        Api.awaitReady();
        requests = Records.jobRequests();
    }

    @AfterEach
    void close() {
        requests.close();
    }

    @Test
    void shouldWaitForSeveralOccurrences() {
        rule("triggerLimiter: {minOccurrences: 3, within: 1h}");

        event("web-1")
                .body("decisions[0].outcome", equalTo("WAITING"))
                .body("decisions[0].cause", equalTo("minOccurrences"))
                .body("decisions[0].until", notNullValue());
        event("web-1").body("decisions[0].outcome", equalTo("WAITING"));
        ValidatableResponse third = event("web-1").body("decisions[0].outcome", equalTo("FIRED"));

        JobRequest job = requests.of(this::isMine, 1).getFirst();
        assertThat(job.getParameters()).isEqualTo("{\"count\":3}");
        third.body("jobs", equalTo(List.of(job.getJobId()))).body("decisions[0].firing.occurrences", equalTo(3));
    }

    @Test
    void shouldFireWhenItsTimeHasCome() {
        rule("triggerLimiter: {waitForMore: {timeout: 3s}, reReactDelay: 1h}");

        String deadline = event("web-1")
                .body("decisions[0].cause", equalTo("waitForMore"))
                .extract()
                .path("decisions[0].until");
        event("web-1").body("decisions[0].until", equalTo(deadline));

        JobRequest job = requests.of(this::isMine, 1).getFirst();
        assertThat(job.getAt()).isAfter(deadline);
        assertThat(job.getParameters()).isEqualTo("{\"count\":2}");
        event("web-1")
                .body("decisions[0].outcome", equalTo("SUPPRESSED"))
                .body("decisions[0].cause", equalTo("reReactDelay"))
                .body("decisions[0].until", notNullValue());
        assertThat(requests.quiet(this::isMine, QUIET)).hasSize(1);
    }

    @Test
    void shouldStartNothingForWhatIsOver() {
        rule("groupBy: data.node\ntriggerLimiter: {waitForMore: {timeout: 3s}}");

        String firing = unique("event");
        published(firing, "web-1", "");
        event("web-2").body("decisions[0].cause", equalTo("waitForMore"));
        published(unique("event"), "web-1", "\"status\": \"resolved\", ")
                .body("decisions[0].outcome", equalTo("RESOLVED"));

        JobRequest job = requests.of(this::isMine, 1).getFirst();
        assertThat(JsonPath.from(job.getEvent()).getString("data.node")).isEqualTo("web-2");
        assertThat(requests.quiet(this::isMine, QUIET)).hasSize(1);
        decided(firing).body("decisions[0].firing.outcome", equalTo("RESOLVED"));
    }

    @Test
    void shouldJoinEvents() {
        rule("on: {all: [%s, other/%s], within: 1h}".formatted(type, name), "");

        event("web-1")
                .body("decisions[0].cause", equalTo("join"))
                .body("decisions[0].reason", containsString("other/"));
        String other = unique("event");
        publish(other, "other/" + name, "{}").statusCode(202);

        decided(other).body("decisions[0].outcome", equalTo("FIRED"));
        assertThat(requests.of(this::isMine, 1)).hasSize(1);
    }

    @Test
    void shouldStartOneJobForAllThatCameWhileAnotherRan() {
        rule("groupBy: data.node");

        event("web-1").body("decisions[0].outcome", equalTo("FIRED"));
        JobRequest first = requests.of(this::isMine, 1).getFirst();
        event("web-2").body("decisions[0].outcome", equalTo("FIRED"));
        for (int i = 0; i < 3; i++) {
            event("web-1")
                    .body("decisions[0].outcome", equalTo("WAITING"))
                    .body("decisions[0].cause", equalTo("running"));
        }
        assertThat(requests.quiet(this::isMine, QUIET)).hasSize(2);

        platform.job(first, JobStatus.SUCCEEDED);

        JobRequest again = requests.of(this::isMine, 3).getLast();
        assertThat(again.getParameters()).isEqualTo("{\"count\":3}");
        platform.job(first, JobStatus.SUCCEEDED);
        assertThat(requests.quiet(this::isMine, QUIET)).hasSize(3);
    }

    @Test
    void shouldKeepToItsBudget() {
        rule("budget: {jobs: 2, per: 1h}");

        event("web-1").body("decisions[0].outcome", equalTo("FIRED"));
        event("web-1").body("decisions[0].outcome", equalTo("FIRED"));
        event("web-1")
                .body("decisions[0].outcome", equalTo("SUPPRESSED"))
                .body("decisions[0].cause", equalTo("budget"))
                .body("decisions[0].until", notNullValue());

        assertThat(requests.quiet(this::isMine, QUIET)).hasSize(2);
    }

    @Test
    void shouldDoNothingWhilePaused() {
        rule("");
        admin().contentType(ContentType.JSON)
                .body("{\"reason\": \"maintenance\"}")
                .put("/api/v1/reactions/" + name + "/pause")
                .then()
                .statusCode(200);

        event("web-1")
                .body("decisions[0].outcome", equalTo("SUPPRESSED"))
                .body("decisions[0].cause", equalTo("paused"));
        admin().delete("/api/v1/reactions/" + name + "/pause").then().statusCode(204);
        event("web-1").body("decisions[0].outcome", equalTo("FIRED"));

        assertThat(requests.quiet(this::isMine, QUIET)).hasSize(1);
    }

    @Test
    void shouldBreakLoops() {
        rule("on: edenconfmgmt/failure/step\nmatch: {labels: {reaction: %s}}".formatted(name), "");
        platform.failed(name, 0);

        // Each job fails, and each failure is an event that starts the next.
        List<JobRequest> started = List.of();
        for (int depth = 1; depth <= 8; depth++) {
            started = requests.of(this::isMine, depth);
            assertThat(started.getLast().getCausationDepth()).isEqualTo(depth);
            platform.job(started.getLast(), JobStatus.FAILED);
        }

        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            String last = viewer().get("/api/v1/events?type=outrider/failure/step&limit=1")
                    .path("items[0].id");
            decided(last).body("decisions[0].cause", equalTo("loop-guard"));
        });
        assertThat(requests.quiet(this::isMine, QUIET)).hasSize(8);
    }

    @Test
    void shouldBreakLoopsOfJobsThatPublish() {
        rule("");
        published(unique("event"), "web-1", "").body("decisions[0].outcome", equalTo("FIRED"));
        // Each job publishes what starts the next, as its environment lets it.
        for (int depth = 1; depth < 8; depth++) {
            assertThat(requests.of(this::isMine, depth).getLast().getCausationDepth())
                    .isEqualTo(depth);
            publishedByAJob(depth)
                    .body("causationDepth", equalTo(depth))
                    .body("decisions[0].outcome", equalTo("FIRED"));
        }

        publishedByAJob(8)
                .body("decisions[0].outcome", equalTo("SUPPRESSED"))
                .body("decisions[0].cause", equalTo("loop-guard"));
        assertThat(requests.quiet(this::isMine, QUIET)).hasSize(8);
    }

    @Test
    void shouldPlaceAJobAsDeepAsTheDeepestEventOfItsWindow() {
        rule("triggerLimiter: {minOccurrences: 2, within: 1h}");

        publishedByAJob(5).body("decisions[0].outcome", equalTo("WAITING"));
        event("web-1").body("decisions[0].outcome", equalTo("FIRED"));

        assertThat(requests.of(this::isMine, 1).getFirst().getCausationDepth()).isEqualTo(6);
    }

    private ValidatableResponse publishedByAJob(int depth) {
        String id = Api.publisher()
                .contentType(ContentType.JSON)
                .header("Outrider-Causation-Depth", Integer.toString(depth))
                .body("{\"type\": \"%s\", \"data\": {\"node\": \"web-1\"}}".formatted(type))
                .post("/api/v1/events")
                .then()
                .statusCode(202)
                .extract()
                .path("accepted[0].id");
        return decided(id);
    }

    @Test
    void shouldNameAWrongDepth() {
        Api.publisher()
                .contentType(ContentType.JSON)
                .header("Outrider-Causation-Depth", "deep")
                .body("{\"type\": \"%s\"}".formatted(type))
                .post("/api/v1/events")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("Outrider-Causation-Depth"));
    }

    @Test
    void shouldReactToNodes() {
        rule("on: outrider/node/offline\nmatch: {labels: {name: %s}}".formatted(name), "");

        platform.node(name, "ONLINE");
        platform.node(name, "OFFLINE");
        platform.node(name, "OFFLINE");

        JobRequest job = requests.of(this::isMine, 1).getFirst();
        assertThat(JsonPath.from(job.getEvent()).getString("data.before")).isEqualTo("ONLINE");
        assertThat(requests.quiet(this::isMine, QUIET)).hasSize(1);
    }

    @Test
    void shouldReactToTasks() {
        rule("on: outrider/task/timed-out\nmatch: {labels: {template: %s}}".formatted(name), "");
        platform.task(name, "web-1", TaskStatus.RUNNING, 0);
        platform.task(name, "web-1", TaskStatus.FAILED, 0);
        platform.task("other", "web-1", TaskStatus.TIMED_OUT, 0);
        platform.task(name, "web-1", TaskStatus.TIMED_OUT, 3);

        JobRequest job = requests.of(this::isMine, 1).getFirst();

        JsonPath event = JsonPath.from(job.getEvent());
        assertThat(event.getString("type")).isEqualTo("outrider/task/timed-out");
        assertThat(event.getString("subject")).isEqualTo(event.getString("data.job") + "/1");
        assertThat(event.getString("data.node")).isEqualTo("web-1");
        assertThat(event.getInt("data.attempt")).isEqualTo(1);
        assertThat(event.getInt("data.exitCode")).isEqualTo(3);
        assertThat(event.getString("data.reason")).isEqualTo("disk full");
        assertThat(job.getCausationDepth()).isEqualTo(4);
        assertThat(requests.quiet(this::isMine, QUIET)).hasSize(1);
        viewer().get("/api/v1/events?type=outrider/task/running")
                .then()
                .body("items.findAll { it.subject == '%s/1' }".formatted(event.getString("data.job")), empty());
    }

    @Test
    void shouldKeepOpenWindowsWhenTheReactionChanges() {
        rule("triggerLimiter: {minOccurrences: 3, within: 1h}");
        event("web-1").body("decisions[0].cause", equalTo("minOccurrences"));

        rule("triggerLimiter: {minOccurrences: 2, within: 1h}");

        event("web-1").body("decisions[0].outcome", equalTo("FIRED")).body("decisions[0].version", equalTo(2));
    }

    @Test
    void shouldHearOfOpenWindowsWhenTheReactionNeedsNoMemoryAnyMore() {
        rule("triggerLimiter: {waitForMore: {timeout: 1h}}");
        String firing = unique("event");
        published(firing, "web-1", "").body("decisions[0].cause", equalTo("waitForMore"));

        forgetful("");
        forgetful("budget: {jobs: 7, per: 1h}");

        event("web-1").body("decisions[0].cause", equalTo("waitForMore")).body("decisions[0].version", equalTo(3));
        published(unique("event"), "web-1", "\"status\": \"resolved\", ")
                .body("decisions[0].outcome", equalTo("RESOLVED"));
        decided(firing).body("decisions[0].firing.outcome", equalTo("RESOLVED"));
        event("web-1").body("decisions[0].outcome", equalTo("FIRED"));
        event("web-1").body("decisions[0].outcome", equalTo("FIRED"));
        assertThat(requests.quiet(this::isMine, QUIET)).hasSize(2);
    }

    @Test
    void shouldBeginAnewAfterItWasDeleted() {
        rule("groupBy: data.node");
        event("web-1").body("decisions[0].outcome", equalTo("FIRED"));
        String waiting = unique("event");
        published(waiting, "web-1", "").body("decisions[0].cause", equalTo("running"));
        JobRequest job = requests.of(this::isMine, 1).getFirst();
        admin().contentType(ContentType.JSON)
                .body("{}")
                .put("/api/v1/reactions/" + name + "/pause")
                .then()
                .statusCode(200);

        admin().delete("/api/v1/reactions/" + name).then().statusCode(204);

        decided(waiting)
                .body("decisions[0].firing.outcome", equalTo("SUPPRESSED"))
                .body("decisions[0].firing.reason", equalTo("the reaction was deleted"));
        admin().delete("/api/v1/reactions/" + name).then().statusCode(404);
        platform.job(job, JobStatus.SUCCEEDED);
        rule("groupBy: data.node");
        event("web-1").body("decisions[0].outcome", equalTo("FIRED"));
        assertThat(requests.quiet(this::isMine, QUIET)).hasSize(2);
    }

    private boolean isMine(JobRequest request) {
        return name.equals(request.getReaction());
    }

    private void rule(String more) {
        rule("on: " + type, more);
    }

    private void rule(String on, String more) {
        String yaml = """
                name: %s
                %s
                %s
                do: {jobs: [{template: t, parameters: {count: "{{ event.occurrences }}"}}]}
                """.formatted(name, on, more);
        int status = apply(name, yaml).extract().statusCode();
        assertThat(status).isBetween(200, 201);
    }

    /** One that has no memory of its own. */
    private void forgetful(String more) {
        apply(name, "name: %s\non: %s\n%s\ndo: {jobs: [{template: t}]}".formatted(name, type, more))
                .statusCode(200);
    }

    /** Publishes an event about a node and waits for its decision. */
    private ValidatableResponse event(String node) {
        return published(unique("event"), node, "");
    }

    private ValidatableResponse published(String id, String node, String extensions) {
        Api.publisher()
                .contentType("application/cloudevents+json")
                .body("""
                        {"specversion": "1.0", "id": "%s", "source": "/test", "type": "%s", %s "data": {"node": "%s"}}""".formatted(id, type, extensions, node))
                .post("/api/v1/events")
                .then()
                .statusCode(202);
        return decided(id);
    }
}
