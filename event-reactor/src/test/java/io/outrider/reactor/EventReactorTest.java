package io.outrider.reactor;

import static io.outrider.reactor.Api.admin;
import static io.outrider.reactor.Api.apply;
import static io.outrider.reactor.Api.decided;
import static io.outrider.reactor.Api.publish;
import static io.outrider.reactor.Api.publisher;
import static io.outrider.reactor.Api.reaction;
import static io.outrider.reactor.Api.unique;
import static io.outrider.reactor.Api.viewer;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import io.outrider.schemas.avro.JobRequest;
import io.outrider.stack.testing.BrokerSuite;
import io.outrider.stack.testing.EmbeddedStackResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@BrokerSuite
@QuarkusTest
@WithTestResource(
        value = EmbeddedStackResource.class,
        initArgs = @ResourceArg(name = "database", value = "event_reactor"))
class EventReactorTest {

    @BeforeEach
    void awaitReady() {
        Api.awaitReady();
    }

    @Test
    void shouldStartAJobForAnEvent() {
        String name = unique("disk");
        apply(name, """
                apiVersion: outrider/v1
                kind: Reaction
                name: %s
                on: prometheus/alert/%s
                match: {labels: {severity: critical}}
                conditions: {when: {condition: event.data.value > 90}}
                do:
                  jobs:
                  - template: clean@1.2.0
                    method: apply
                    parameters: {value: "{{ event.data.value }}", text: "on {{ event.subject }}"}
                    targets: "instance={{ event.data.labels.instance | split(':') | first }}"
                    all: true
                    timeout: 10m
                  - {template: report}
                """.formatted(name, name)).statusCode(201);
        try (Records<JobRequest> requests = Records.jobRequests()) {
            String id = unique("event");

            publish(id, "prometheus/alert/" + name, """
                    {"value": 93, "labels": {"severity": "critical", "instance": "web-1:9100"}}""")
                    .statusCode(202)
                    .body("accepted[0].id", equalTo(id))
                    .body("accepted[0].source", equalTo("/test"));

            List<JobRequest> started = requests.of(request -> name.equals(request.getReaction()), 2);
            JobRequest clean = started.stream()
                    .filter(request -> request.getTemplate().equals("clean"))
                    .findFirst()
                    .orElseThrow();
            assertThat(clean.getVersion()).isEqualTo("1.2.0");
            assertThat(clean.getMethod()).isEqualTo("apply");
            assertThat(clean.getParameters()).isEqualTo("{\"text\":\"on web-1\",\"value\":93}");
            assertThat(clean.getSelector()).isEqualTo("instance=web-1");
            assertThat(clean.getAllNodes()).isTrue();
            assertThat(clean.getTimeoutSeconds()).isEqualTo(600);
            assertThat(clean.getCausationDepth()).isEqualTo(1);
            assertThat(clean.getRequestedBy()).isEqualTo("reaction/" + name);
            JsonPath event = JsonPath.from(clean.getEvent());
            assertThat(event.getString("id")).isEqualTo(id);
            assertThat(event.getString("specversion")).isEqualTo("1.0");
            assertThat(event.getInt("data.value")).isEqualTo(93);

            decided(id)
                    .body("data.value", equalTo(93))
                    .body("decidedAt", notNullValue())
                    .body("decisions[0].reaction", equalTo(name))
                    .body("decisions[0].version", equalTo(1))
                    .body("decisions[0].outcome", equalTo("FIRED"))
                    .body("decisions[0].jobs[0]", equalTo(clean.getJobId()))
                    .body("jobs", hasItem(clean.getJobId()));
        }
    }

    @Test
    void shouldLogWhyNothingWasStarted() {
        String name = unique("why");
        apply(name + "-not", reaction(name + "-not", "type/" + name, "event.data.value > 1"))
                .statusCode(201);
        apply(name + "-error", """
                {name: %s-error, on: type/%s, do: {jobs: [{template: t, parameters: {x: "{{ event.data.missing }}"}}]}}""".formatted(name, name)).statusCode(201);
        String id = unique("event");

        publish(id, "type/" + name, "{\"value\": 1}").statusCode(202);

        decided(id)
                .body("decisions.reaction", equalTo(List.of(name + "-error", name + "-not")))
                .body("decisions.outcome", equalTo(List.of("ERROR", "NOT_MATCHED")))
                .body("decisions[0].reason", containsString("event.data.missing"))
                .body("jobs", equalTo(List.of()));
    }

    @Test
    void shouldDecideByTheRulesOfTheMoment() {
        String name = unique("change");
        String type = "type/" + name;
        apply(name, reaction(name, type, "true")).statusCode(201).body("version", equalTo(1));
        String first = unique("event");
        publish(first, type, "{}").statusCode(202);
        decided(first).body("decisions[0].version", equalTo(1)).body("decisions[0].outcome", equalTo("FIRED"));

        apply(name, reaction(name, type, "true")).statusCode(200).body("version", equalTo(1));
        apply(name, reaction(name, type, "false")).statusCode(200).body("version", equalTo(2));
        String second = unique("event");
        publish(second, type, "{}").statusCode(202);
        decided(second).body("decisions[0].version", equalTo(2)).body("decisions[0].outcome", equalTo("NOT_MATCHED"));

        admin().delete("/api/v1/reactions/" + name).then().statusCode(204);
        String third = unique("event");
        publish(third, type, "{}").statusCode(202);
        decided(third).body("decisions", equalTo(List.of()));

        admin().get("/api/v1/reactions/" + name).then().statusCode(404);
        admin().get("/api/v1/reactions/" + name + "?version=1")
                .then()
                .statusCode(200)
                .body("conditions.when.condition", equalTo("true"));
        apply(name, reaction(name, type, "true")).statusCode(201).body("version", equalTo(3));
    }

    @Test
    void shouldKeepReactions() {
        String name = unique("keep");
        String json = "{\"name\": \"%s\", \"on\": \"x\", \"do\": {\"jobs\": [{\"template\": \"t\"}]}}".formatted(name);
        admin().contentType(ContentType.JSON)
                .body(json)
                .post("/api/v1/reactions")
                .then()
                .statusCode(201)
                .header("Location", containsString("/api/v1/reactions/" + name));
        admin().contentType(ContentType.JSON)
                .body(json.replace("\"x\"", "\"y\""))
                .post("/api/v1/reactions")
                .then()
                .statusCode(409);

        viewer().get("/api/v1/reactions?limit=500").then().statusCode(200).body("items.name", hasItem(name));
        viewer().get("/api/v1/reactions/" + name)
                .then()
                .statusCode(200)
                .body("on", equalTo("x"))
                .body("do.jobs[0].template", equalTo("t"))
                .body("createdBy", equalTo("anna"));
    }

    @Test
    void shouldRefuseWhatIsWrongAndChangeNothing() {
        apply("wrong", "{name: wrong, on: '', triggerLimiter: {minOccurrences: 0}, do: {jobs: [{}]}}")
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors.field", hasItems("on", "triggerLimiter.minOccurrences", "do.jobs[0].template"));
        apply("wrong", "a: [").statusCode(400);
        apply("wrong", reaction("other", "x", "true")).statusCode(400).body("errors[0].field", equalTo("name"));
        viewer().get("/api/v1/reactions/wrong").then().statusCode(404);

        String id = unique("event");
        publisher()
                .contentType("application/cloudevents-batch+json")
                .body(
                        "[{\"specversion\": \"1.0\", \"id\": \"%s\", \"source\": \"/m\", \"type\": \"t\"}, {\"specversion\": \"1.0\"}]"
                                .formatted(id))
                .post("/api/v1/events")
                .then()
                .statusCode(400)
                .body("errors.field", hasItems("[1].id", "[1].source", "[1].type"));
        String right = unique("event");
        publish(right, "t", "{}").statusCode(202);
        decided(right);
        viewer().get("/api/v1/events/" + id).then().statusCode(404);
        publisher()
                .contentType(ContentType.JSON)
                .body("{\"type\": \"t\", \"data\": \"" + "x".repeat(1_100_000) + "\"}")
                .post("/api/v1/events")
                .then()
                .statusCode(413);
    }

    @Test
    void shouldTakeAllFormsOfEvents() {
        String type = "forms/" + unique("t");
        publisher()
                .contentType("application/cloudevents-batch+json")
                .body("[{\"specversion\": \"1.0\", \"id\": \"1\", \"source\": \"/m\", \"type\": \"%s\"}]"
                        .formatted(type))
                .post("/api/v1/events")
                .then()
                .statusCode(202);
        publisher()
                .headers(Map.of("ce-specversion", "1.0", "ce-id", "2", "ce-source", "/m", "ce-type", type))
                .contentType(ContentType.JSON)
                .body("{\"value\": 2}")
                .post("/api/v1/events")
                .then()
                .statusCode(202);
        publisher()
                .contentType(ContentType.JSON)
                .body("{\"type\": \"%s\", \"data\": {\"value\": 3}}".formatted(type))
                .post("/api/v1/events")
                .then()
                .statusCode(202);

        await().untilAsserted(() -> viewer().get("/api/v1/events?type=" + type)
                .then()
                .statusCode(200)
                .body("items.source", containsInAnyOrder("/m", "/m", "/outrider/user/paul")));
        JsonPath first = viewer().get("/api/v1/events?limit=2&type=" + type)
                .then()
                .extract()
                .jsonPath();
        assertThat(first.getList("items")).hasSize(2);
        viewer().get("/api/v1/events?limit=2&type=" + type + "&cursor=" + first.getString("nextCursor"))
                .then()
                .body("items", hasSize(1));
    }

    @Test
    void shouldKnowRoles() {
        viewer().contentType(ContentType.JSON)
                .body("{\"type\": \"t\"}")
                .post("/api/v1/events")
                .then()
                .statusCode(403);
        publisher().get("/api/v1/events").then().statusCode(403);
        given().get("/api/v1/reactions").then().statusCode(401);
    }

    @Test
    void shouldShowHealthMetricsAndDocumentation() {
        given().get("/q/health/ready").then().statusCode(200);
        given().get("/q/openapi").then().statusCode(200).body(containsString("/api/v1/reactions"));
        publish(unique("metric"), "metric", "{}").statusCode(202);
        given().get("/q/metrics").then().statusCode(200).body(containsString("outrider_events_received_total"));
    }
}
