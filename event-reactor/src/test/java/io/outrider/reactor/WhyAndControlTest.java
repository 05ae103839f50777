package io.outrider.reactor;

import static io.outrider.reactor.Api.admin;
import static io.outrider.reactor.Api.apply;
import static io.outrider.reactor.Api.decided;
import static io.outrider.reactor.Api.operator;
import static io.outrider.reactor.Api.publish;
import static io.outrider.reactor.Api.publisher;
import static io.outrider.reactor.Api.reaction;
import static io.outrider.reactor.Api.unique;
import static io.outrider.reactor.Api.viewer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.outrider.stack.testing.EmbeddedStackResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Why something followed or not, and who may stop it. */
@QuarkusTest
@WithTestResource(
        value = EmbeddedStackResource.class,
        initArgs = @ResourceArg(name = "database", value = "event_reactor"))
class WhyAndControlTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @BeforeEach
    void awaitReady() {
        Api.awaitReady();
    }

    @Test
    void shouldSayThatAWindowLapsed() {
        String name = unique("lapse");
        apply(name, """
                name: %s
                on: type/%s
                groupBy: data.host
                triggerLimiter: {minOccurrences: 2, within: 5s}
                do: {jobs: [{template: t}]}
                """.formatted(name, name)).statusCode(201);
        String event = unique("event");
        publish(event, "type/" + name, "{\"host\": \"web-1\"}").statusCode(202);

        decided(event).body("decisions[0].firing.outcome", equalTo("OPEN"));
        await().atMost(PATIENCE)
                .untilAsserted(() -> decided(event)
                        .body("decisions[0].outcome", equalTo("WAITING"))
                        .body("decisions[0].firing.outcome", equalTo("LAPSED")));
    }

    @Test
    void shouldSayForWhatEventsWaitAndWhatTheyCameTo() {
        String name = unique("wait");
        apply(name, """
                name: %s
                on: type/%s
                groupBy: data.host
                triggerLimiter: {waitForMore: {timeout: 3s}}
                do: {jobs: [{template: t, parameters: {count: "{{ event.occurrences }}"}}]}
                """.formatted(name, name)).statusCode(201);
        String first = unique("event");
        publish(first, "type/" + name, "{\"host\": \"web-1\"}").statusCode(202);
        decided(first);
        String second = unique("event");
        publish(second, "type/" + name, "{\"host\": \"web-1\"}").statusCode(202);

        decided(second)
                .body("decisions", hasSize(1))
                .body("decisions[0].reaction", equalTo(name))
                .body("decisions[0].version", equalTo(1))
                .body("decisions[0].group", equalTo("web-1"))
                .body("decisions[0].outcome", equalTo("WAITING"))
                .body("decisions[0].cause", equalTo("waitForMore"))
                .body("decisions[0].until", notNullValue())
                .body("decisions[0].reason", containsString("2"))
                .body("decisions[0].firing.outcome", equalTo("OPEN"))
                .body("decisions[0].jobs", empty());
        explained(name)
                .body("groupCount", equalTo(1))
                .body("groups[0].group", equalTo("web-1"))
                .body("groups[0].cause", equalTo("waitForMore"))
                .body("groups[0].occurrences", equalTo(2))
                .body("groups[0].until", notNullValue())
                .body("lastFiring", nullValue())
                .body("outcomes.WAITING", equalTo(2))
                .body("decisions", hasSize(2))
                .body("decisions[0].event.id", equalTo(second));

        await().atMost(PATIENCE)
                .untilAsserted(() -> decided(first).body("decisions[0].firing.outcome", equalTo("FIRED")));
        String job = decided(first)
                .body("decisions[0].outcome", equalTo("WAITING"))
                .body("decisions[0].firing.cause", equalTo("TIMER"))
                .body("decisions[0].firing.occurrences", equalTo(2))
                .body("decisions[0].firing.jobs", hasSize(1))
                .extract()
                .path("decisions[0].firing.jobs[0].id");
        decided(second).body("decisions[0].jobs", equalTo(List.of(job))).body("jobs", equalTo(List.of(job)));
        explained(name)
                .body("lastFiring.occurrences", equalTo(2))
                .body("running", equalTo(1))
                .body("runningJobs[0].id", equalTo(job))
                .body("runningJobs[0].group", equalTo("web-1"))
                .body("budget.used", equalTo(1))
                .body("budget.jobs", equalTo(1_000))
                .body("budget.per", equalTo("1m"))
                .body("globalBudget.used", greaterThan(0));
        viewer().get("/api/v1/reactions/" + name + "/firings")
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].group", equalTo("web-1"))
                .body("items[0].event.id", equalTo(second))
                .body("items[0].jobs[0].id", equalTo(job));
    }

    @Test
    void shouldSayWhyAReactionPassedOverAnEvent() {
        String type = "type/" + unique("passed");
        String labels = unique("labels");
        apply(labels, trigger(labels, type, "{labels: severity=critical}")).statusCode(201);
        String expression = unique("expression");
        apply(expression, trigger(expression, type, "{expression: event.data.size > 3}"))
                .statusCode(201);
        String over = unique("over");
        apply(over, trigger(over, type, "{status: resolved}")).statusCode(201);
        String changed = unique("changed");
        apply(changed, trigger(changed, type, "{labels: severity=warning}")).statusCode(201);
        String id = unique("event");
        publish(id, type, "{\"size\": 1, \"labels\": {\"severity\": \"info\"}}").statusCode(202);
        decided(id);
        // What holds is how the reaction was then.
        apply(changed, trigger(changed, type, "{labels: severity=info}")).statusCode(200);
        String later = unique("later");
        apply(later, trigger(later, type, "{labels: severity=critical}")).statusCode(201);
        admin().delete("/api/v1/reactions/" + over).then().statusCode(204);

        JsonPath event = decided(id).body("decisions", empty()).extract().jsonPath();

        assertThat(event.<String>getList("passedOver.reaction"))
                .contains(labels, expression, over, changed)
                .doesNotContain(later);
        assertThat(reason(event, labels)).isEqualTo("match.labels: severity is 'info', wanted severity=critical");
        assertThat(reason(event, expression)).isEqualTo("match.expression does not hold");
        assertThat(reason(event, over)).isEqualTo("match.status: the event is firing, wanted resolved");
        assertThat(reason(event, changed)).isEqualTo("match.labels: severity is 'info', wanted severity=warning");
        assertThat(event.getBoolean("passedOverCut")).isFalse();
        explained(labels)
                .body("passedOver", hasSize(1))
                .body("passedOver[0].event.id", equalTo(id))
                .body("passedOver[0].version", equalTo(1))
                .body("passedOver[0].reason", containsString("severity is 'info'"));
        explained(later).body("passedOver", empty());
    }

    @Test
    void shouldSayThatNothingWasOpenForWhatIsResolved() {
        String name = unique("resolved");
        apply(name, trigger(name, "type/" + name, "{}")).statusCode(201);
        String id = unique("event");
        publisher()
                .contentType("application/cloudevents+json")
                .body("""
                        {"specversion": "1.0", "id": "%s", "source": "/test", "type": "type/%s", "status": "resolved"}""".formatted(id, name))
                .post("/api/v1/events")
                .then()
                .statusCode(202);

        JsonPath event = decided(id).extract().jsonPath();

        assertThat(reason(event, name)).contains("resolved", "nothing");
    }

    private static String trigger(String name, String on, String match) {
        return "{name: %s, on: %s, match: %s, do: {jobs: [{template: t}]}}".formatted(name, on, match);
    }

    private static String reason(JsonPath event, String reaction) {
        return event.getString("passedOver.find { it.reaction == '%s' }.reason".formatted(reaction));
    }

    @Test
    void shouldExplainAndTryByTheTypesThatAReactionNames() {
        String name = unique("types");
        for (String suffix : List.of("a", "b", "c")) {
            String id = unique("event");
            publish(id, "type/" + name + "/" + suffix, "{}").statusCode(202);
            decided(id);
        }
        String document = """
                {"name": "%1$s", "on": {"any": ["type/%1$s/*b", "type/%1$s/a*"]}, "do": {"jobs": [{"template": "t"}]}}""".formatted(name);

        tried(document, "1h").statusCode(200).body("events.read", equalTo(2)).body("events.matched", equalTo(2));
        apply(name, document).statusCode(201);
        String id = unique("event");
        publish(id, "type/" + name + "/b", "{}").statusCode(202);
        decided(id);
        explained(name)
                .body("outcomes.FIRED", equalTo(1))
                .body("decisions[0].event.id", equalTo(id))
                .body("passedOver", empty());
    }

    @Test
    void shouldPauseOneReaction() {
        String name = unique("pause");
        apply(name, reaction(name, "type/" + name, "true")).statusCode(201);

        admin().contentType(ContentType.JSON)
                .body("{\"reason\": \"storage is moving\"}")
                .put("/api/v1/reactions/" + name + "/pause")
                .then()
                .statusCode(200)
                .body("reaction", equalTo(name))
                .body("all", equalTo(false))
                .body("by", equalTo("anna"))
                .body("reason", equalTo("storage is moving"));

        String paused = unique("event");
        publish(paused, "type/" + name, "{}").statusCode(202);
        decided(paused)
                .body("decisions[0].outcome", equalTo("SUPPRESSED"))
                .body("decisions[0].cause", equalTo("paused"))
                .body("jobs", empty());
        explained(name).body("paused.reason", equalTo("storage is moving"));
        viewer().get("/api/v1/reactions/" + name).then().body("paused.by", equalTo("anna"));
        viewer().get("/api/v1/reactions-pause").then().body("items.reaction", hasItem(name));

        admin().delete("/api/v1/reactions/" + name + "/pause").then().statusCode(204);
        admin().delete("/api/v1/reactions/" + name + "/pause").then().statusCode(204);
        String resumed = unique("event");
        publish(resumed, "type/" + name, "{}").statusCode(202);
        decided(resumed).body("decisions[0].outcome", equalTo("FIRED"));
        viewer().get("/api/v1/reactions-pause").then().body("items.reaction", not(hasItem(name)));
    }

    @Test
    void shouldPauseAllOfAProject() {
        String project = unique("calm");
        String name = unique("all");
        admin().contentType("application/yaml")
                .body(reaction(name, "type/" + name, "true").getBytes(StandardCharsets.UTF_8))
                .put("/api/v1/reactions/" + name + "?project=" + project)
                .then()
                .statusCode(201);

        admin().contentType(ContentType.JSON)
                .body("{}")
                .put("/api/v1/reactions-pause?project=" + project)
                .then()
                .statusCode(200)
                .body("all", equalTo(true));

        String id = unique("event");
        publisher()
                .contentType(ContentType.JSON)
                .body("{\"id\": \"%s\", \"type\": \"type/%s\"}".formatted(id, name))
                .post("/api/v1/events?project=" + project)
                .then()
                .statusCode(202);
        await().atMost(PATIENCE)
                .untilAsserted(() -> viewer().get("/api/v1/events/" + id + "?project=" + project)
                        .then()
                        .body("decisions[0].cause", equalTo("paused")));
        viewer().get("/api/v1/reactions?project=" + project).then().body("items[0].paused.all", equalTo(true));
        viewer().get("/api/v1/reactions/" + name + "/explain?project=" + project)
                .then()
                .body("paused.all", equalTo(true));
        admin().delete("/api/v1/reactions-pause?project=" + project).then().statusCode(204);
        viewer().get("/api/v1/reactions-pause?project=" + project).then().body("items", empty());
    }

    @Test
    void shouldTellWhatAReplayWouldDoAndDoItOnlyWhenAsked() {
        String name = unique("replay");
        apply(name, """
                name: %s
                on: type/%s
                do: {jobs: [{template: clean@2.0.0, parameters: {host: "{{ event.data.host }}"}, targets: "role=web"}]}
                """.formatted(name, name)).statusCode(201);
        String id = unique("event");
        publish(id, "type/" + name, "{\"host\": \"web-1\"}").statusCode(202);
        decided(id).body("decisions[0].outcome", equalTo("FIRED"));

        admin().post("/api/v1/events/" + id + "/replay")
                .then()
                .statusCode(200)
                .body("dryRun", equalTo(true))
                .body("event.id", equalTo(id))
                .body("decisions", hasSize(1))
                .body("decisions[0].outcome", equalTo("FIRED"))
                .body("decisions[0].jobs[0].template", equalTo("clean"))
                .body("decisions[0].jobs[0].version", equalTo("2.0.0"))
                .body("decisions[0].jobs[0].parameters.host", equalTo("web-1"))
                .body("decisions[0].jobs[0].targets", equalTo("role=web"));
        assertThat(firings(name)).hasSize(1);
        viewer().get("/api/v1/events?type=type/" + name).then().body("items", hasSize(1));

        String copy = admin().post("/api/v1/events/" + id + "/replay?dryRun=false")
                .then()
                .statusCode(202)
                .body("replayOf", equalTo(id))
                .extract()
                .path("id");
        assertThat(copy).isNotEqualTo(id);
        decided(copy)
                .body("extensions.replayof", equalTo(id))
                .body("data.host", equalTo("web-1"))
                .body("decisions[0].outcome", equalTo("FIRED"));
        assertThat(firings(name)).hasSize(2);
    }

    @Test
    void shouldRehearseAnOpenWindowWithoutTouchingIt() {
        String name = unique("count");
        apply(name, """
                {name: %s, on: type/%s, triggerLimiter: {minOccurrences: 2, within: 10m}, do: {jobs: [{template: t}]}}
                """.formatted(name, name)).statusCode(201);
        String id = unique("event");
        publish(id, "type/" + name, "{}").statusCode(202);
        decided(id).body("decisions[0].cause", equalTo("minOccurrences"));

        for (int again = 0; again < 3; again++) {
            admin().post("/api/v1/events/" + id + "/replay")
                    .then()
                    .statusCode(200)
                    .body("decisions[0].outcome", equalTo("FIRED"))
                    .body("decisions[0].occurrences", equalTo(2));
        }

        explained(name).body("groups[0].occurrences", equalTo(1)).body("groups[0].reason", equalTo("1 of 2"));
        assertThat(firings(name)).isEmpty();
    }

    @Test
    void shouldTryAReactionOnThePast() {
        String name = unique("past");
        for (int i = 0; i < 5; i++) {
            String id = unique("event");
            publish(id, "type/" + name, "{\"host\": \"web-%d\"}".formatted(i % 2))
                    .statusCode(202);
            decided(id);
        }
        String document = """
                {"name": "%s", "on": "type/%s", "groupBy": "data.host", "triggerLimiter": {"minOccurrences": 2},
                 "do": {"jobs": [{"template": "t", "parameters": {"n": "{{ event.occurrences }}"}}]}}""".formatted(name, name);

        tried(document, "1h")
                .statusCode(200)
                .body("reaction", equalTo(name))
                .body("events.matched", equalTo(5))
                .body("cut", equalTo(false))
                .body("decisions.FIRED", equalTo(2))
                .body("decisions.WAITING", equalTo(3))
                .body("causes.minOccurrences", equalTo(3))
                .body("firings.group", equalTo(List.of("web-0", "web-1")))
                .body("firings[0].occurrences", equalTo(2))
                .body("firings[0].event.type", equalTo("type/" + name))
                .body("firings[0].jobs[0].parameters.n", equalTo(2))
                .body("remark", nullValue())
                .body("open", equalTo(1));
        viewer().get("/api/v1/reactions/" + name).then().statusCode(404);
        tried("{\"name\": \"x\", \"on\": 1}", "yesterday")
                .statusCode(400)
                .body("errors.field", hasItems("since", "do.jobs"));
        viewer().contentType(ContentType.JSON)
                .body("{}")
                .post("/api/v1/reactions/test")
                .then()
                .statusCode(403);
    }

    @Test
    void shouldSayThatThePastOfThePlatformIsNotKept() {
        for (String on : List.of("outrider/job/failed", "**", "edenconfmgmt/failure/step")) {
            tried("{\"name\": \"x\", \"on\": \"%s\", \"do\": {\"jobs\": [{\"template\": \"t\"}]}}".formatted(on), "1h")
                    .statusCode(200)
                    .body("remark", containsString("only while an applied reaction names their type"));
        }
    }

    @Test
    void shouldPauseAllReactionsOfAllProjects() {
        String name = unique("pause");
        apply(name, reaction(name, "type/" + name, "true")).statusCode(201);
        String everywhere = "/api/v1/reactions-pause/everywhere";

        admin().contentType(ContentType.JSON)
                .body("{\"reason\": \"broken storage\"}")
                .put(everywhere)
                .then()
                .statusCode(200)
                .body("everywhere", equalTo(true));

        try {
            String paused = unique("event");
            publish(paused, "type/" + name, "{}").statusCode(202);
            decided(paused)
                    .body("decisions[0].outcome", equalTo("SUPPRESSED"))
                    .body("decisions[0].cause", equalTo("paused"))
                    .body("decisions[0].reason", containsString("platform"));
            explained(name).body("paused.everywhere", equalTo(true)).body("paused.reason", equalTo("broken storage"));
            viewer().get("/api/v1/reactions-pause?project=any-other").then().body("items.everywhere", hasItem(true));
        } finally {
            admin().delete(everywhere).then().statusCode(204);
        }
        String after = unique("event");
        publish(after, "type/" + name, "{}").statusCode(202);
        decided(after).body("decisions[0].outcome", equalTo("FIRED"));
    }

    @Test
    void shouldLeaveThePlatformToAdministrators() {
        String everywhere = "/api/v1/reactions-pause/everywhere";
        operator()
                .contentType(ContentType.JSON)
                .body("{}")
                .put(everywhere)
                .then()
                .statusCode(403);
        operator().delete(everywhere).then().statusCode(403);
        operator()
                .contentType(ContentType.JSON)
                .body("{}")
                .queryParam("project", " ")
                .put("/api/v1/reactions-pause")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("project"));
    }

    @Test
    void shouldAllowAReactionToBeCalledTest() {
        apply("test", reaction("test", "type/" + unique("none"), "true"));

        viewer().get("/api/v1/reactions/test").then().statusCode(200).body("name", equalTo("test"));
        admin().delete("/api/v1/reactions/test").then().statusCode(204);
    }

    @Test
    void shouldListVersionsAndFiringsInPages() {
        String name = unique("pages");
        for (int version = 1; version <= 3; version++) {
            apply(name, reaction(name, "type/" + name, version + " > 0")).body("version", equalTo(version));
            String id = unique("event");
            publish(id, "type/" + name, "{}").statusCode(202);
            decided(id).body("decisions[0].outcome", equalTo("FIRED"));
        }

        JsonPath versions = page("/api/v1/reactions/" + name + "/versions?limit=2");
        assertThat(versions.getList("items.version")).isEqualTo(List.of(3, 2));
        assertThat(page("/api/v1/reactions/" + name + "/versions?limit=2&cursor=" + versions.getString("nextCursor"))
                        .getList("items.conditions.when.condition"))
                .isEqualTo(List.of("1 > 0"));
        JsonPath firings = page("/api/v1/reactions/" + name + "/firings?limit=2");
        assertThat(firings.getList("items.version")).isEqualTo(List.of(3, 2));
        assertThat(page("/api/v1/reactions/" + name + "/firings?limit=2&cursor=" + firings.getString("nextCursor"))
                        .getList("items.version"))
                .isEqualTo(List.of(1));
    }

    @Test
    void shouldRefuseWhatIsNotThereOrNotAllowed() {
        String name = unique("none");
        viewer().get("/api/v1/reactions/" + name + "/explain").then().statusCode(404);
        viewer().get("/api/v1/reactions/" + name + "/firings").then().statusCode(404);
        viewer().get("/api/v1/reactions/" + name + "/versions").then().statusCode(404);
        admin().contentType(ContentType.JSON)
                .body("{}")
                .put("/api/v1/reactions/" + name + "/pause")
                .then()
                .statusCode(404)
                .contentType("application/problem+json");
        admin().delete("/api/v1/reactions/" + name + "/pause").then().statusCode(404);
        admin().post("/api/v1/events/" + name + "/replay").then().statusCode(404);
        viewer().get("/api/v1/reactions/" + name + "/firings?cursor=AAAA")
                .then()
                .statusCode(400);

        viewer().contentType(ContentType.JSON)
                .body("{}")
                .put("/api/v1/reactions-pause")
                .then()
                .statusCode(403);
        viewer().post("/api/v1/events/" + name + "/replay").then().statusCode(403);
        publisher().get("/api/v1/reactions/" + name + "/explain").then().statusCode(403);
        publisher().get("/api/v1/reactions-pause").then().statusCode(403);
        admin().contentType(ContentType.JSON)
                .body("{\"reason\": \"%s\"}".formatted("x".repeat(501)))
                .put("/api/v1/reactions-pause?project=" + name)
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("reason"));
    }

    private static ValidatableResponse explained(String name) {
        return viewer().get("/api/v1/reactions/" + name + "/explain").then().statusCode(200);
    }

    private static ValidatableResponse tried(String document, String since) {
        return admin().contentType(ContentType.JSON)
                .body("{\"document\": %s, \"since\": \"%s\"}".formatted(document, since))
                .post("/api/v1/reactions/test")
                .then();
    }

    private static List<Object> firings(String name) {
        return page("/api/v1/reactions/" + name + "/firings").getList("items");
    }

    private static JsonPath page(String path) {
        return viewer().get(path).then().statusCode(200).extract().jsonPath();
    }
}
