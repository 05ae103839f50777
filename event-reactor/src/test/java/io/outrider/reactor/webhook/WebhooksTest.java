package io.outrider.reactor.webhook;

import static io.outrider.reactor.Api.admin;
import static io.outrider.reactor.Api.publisher;
import static io.outrider.reactor.Api.unique;
import static io.outrider.reactor.Api.viewer;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.outrider.reactor.Api;
import io.outrider.reactor.webhook.inbound.rest.Alerts;
import io.outrider.stack.testing.EmbeddedStackResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Webhooks as other systems call them. The secrets stand in src/test/resources/webhook-secrets. */
@QuarkusTest
@WithTestResource(
        value = EmbeddedStackResource.class,
        initArgs = @ResourceArg(name = "database", value = "event_reactor"))
class WebhooksTest {

    private static final String SECRET = "of-the-test-0123456789";

    private static final String PUSH = """
            {"ref": "refs/heads/main", "before": "1111111", "after": "2222222", "pusher": {"name": "ada"},
             "repository": {"id": 42, "full_name": "example/shop", "html_url": "https://git.example/example/shop"},
             "commits": [{"id": "a1", "message": "Sell more", "timestamp": "2026-01-31T12:00:00+01:00", "added": ["a.txt"]},
                         {"id": "b2", "message": "Sell even more", "timestamp": "2026-01-31T12:05:00+01:00", "added": []}]}""";

    private static final String GITHUB = """
            kind: Webhook
            name: %1$s
            authentication:
              hmac: {header: X-Hub-Signature-256, algorithm: sha256, prefix: "sha256=", secret: {file: of-the-test}}
            mapping:
              forEach: body.commits
              type: "%1$s/{{ headers['x-github-event'] }}"
              source: "{{ body.repository.html_url }}"
              subject: "{{ body.ref | split('/') | last }}"
              id: "{{ item.id }}"
              time: "{{ item.timestamp }}"
              data: {commit: "{{ item }}", by: "{{ body.pusher.name }}", team: "{{ query.team }}", headers: "{{ headers }}"}
            """;

    @BeforeEach
    void awaitReady() {
        Api.awaitReady();
    }

    @Test
    void shouldTakeAlertsOnce() {
        String name = unique("DiskFull");
        String group = Alerts.group(
                name,
                Alerts.alert(name, "web-1", "firing", "0001-01-01T00:00:00Z") + ","
                        + Alerts.alert(name, "web-1", "resolved", "2026-01-31T11:59:30Z"));

        post(publisher(), "alertmanager", group).statusCode(202).body("accepted", hasSize(2));
        post(publisher(), "alertmanager", group.replace("alerts-a", "alerts-b")).statusCode(202);
        String last = unique("last");
        post(
                        publisher(),
                        "alertmanager",
                        Alerts.group(name, Alerts.alert(name, last, "firing", "0001-01-01T00:00:00Z")))
                .statusCode(202);

        await().untilAsserted(() -> viewer().get("/api/v1/events?type=prometheus/alert/" + name)
                .then()
                .body("items.subject", hasItem("fp-" + last)));
        viewer().get("/api/v1/events?type=prometheus/alert/" + name)
                .then()
                .body("items.extensions.status", containsInAnyOrder("firing", "firing", "resolved"));
    }

    @Test
    void shouldTakeAGroupOfAStormWhole() {
        String name = unique("Storm");
        String group = Alerts.group(
                name,
                IntStream.range(0, 4_000)
                        .mapToObj(i -> Alerts.alert(name, name + "-" + i, "firing", "0001-01-01T00:00:00Z"))
                        .collect(Collectors.joining(",")));
        assertThat(group.length()).isGreaterThan(1024 * 1024);

        List<String> ids = post(publisher(), "alertmanager", group)
                .statusCode(202)
                .body("accepted", hasSize(4_000))
                .extract()
                .path("accepted.id");
        post(publisher(), "generic/any", "\"" + "x".repeat(1024 * 1024) + "\"").statusCode(413);

        for (int i = 0; i < ids.size(); i += 1_000) {
            String id = ids.get(i);
            String subject = "fp-" + name + "-" + i;
            await().untilAsserted(() ->
                    viewer().get("/api/v1/events/" + id).then().statusCode(200).body("subject", equalTo(subject)));
        }
    }

    @Test
    void shouldTakeAlertsOfGrafana() {
        String name = unique("Queue");

        String id = post(publisher(), "grafana", Alerts.GRAFANA.replace("Queue is long", name))
                .statusCode(202)
                .body("accepted[0].source", equalTo("/grafana"))
                .extract()
                .path("accepted[0].id");

        assertThat(id).hasSize(36);
        await().untilAsserted(() -> viewer().get("/api/v1/events?type=grafana/alert/" + name)
                .then()
                .body("items.id", equalTo(List.of(id))));
    }

    @Test
    void shouldTakeTheRightAlertsOfAGroupAndNameTheWrongOnes() {
        String name = unique("mixed");
        String right = Alerts.alert(name, name, "firing", "0001-01-01T00:00:00Z");
        String wrong = Alerts.alert(name, "web-2", "pending", "0001-01-01T00:00:00Z");

        post(publisher(), "alertmanager", Alerts.group(name, wrong + "," + right))
                .statusCode(400)
                .contentType("application/problem+json")
                .body(
                        "detail",
                        containsString("1 of 2 were refused, and 1 accepted: alerts[0].status: Expected firing"))
                .body("errors.field", equalTo(List.of("alerts[0].status")));

        await().untilAsserted(() -> viewer().get("/api/v1/events?type=prometheus/alert/" + name)
                .then()
                .body("items.subject", equalTo(List.of("fp-" + name))));
    }

    @Test
    void shouldRefuseAlertsThatAreWrongOrOfStrangers() {
        post(publisher(), "alertmanager", Alerts.group("x", "{}"))
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors.field", hasItem("alerts[0].labels.alertname"));
        post(publisher(), "alertmanager", "{\"version\": ").statusCode(400);
        post(publisher(), "alertmanager", Alerts.GRAFANA)
                .statusCode(400)
                .body("detail", containsString("version 4 of Alertmanager"));
        post(viewer(), "alertmanager", Alerts.group("x", "")).statusCode(403);
        post(given(), "alertmanager", Alerts.group("x", "")).statusCode(401);
    }

    @Test
    void shouldTakeWhatGitHubSigns() {
        String name = unique("github");
        apply(name, GITHUB.formatted(name)).statusCode(201).body("version", equalTo(1));

        push(name, "sha256=" + signature(PUSH)).statusCode(202).body("accepted.id", equalTo(List.of("a1", "b2")));

        await().untilAsserted(() -> viewer().get("/api/v1/events?type=" + name + "/push")
                .then()
                .body("items.id", containsInAnyOrder("a1", "b2"))
                .body("items.subject", equalTo(List.of("main", "main"))));
        viewer().get("/api/v1/events/b2?source=https://git.example/example/shop")
                .then()
                .statusCode(200)
                .body("time", equalTo("2026-01-31T11:05:00Z"))
                .body("data.commit.message", equalTo("Sell even more"))
                .body("data.by", equalTo("ada"))
                .body("data.team", equalTo("shop"))
                .body("data.headers.x-github-event", equalTo("push"))
                .body("data.headers", not(hasKey("x-hub-signature-256")));
    }

    @Test
    void shouldRefuseWhatIsNotSigned() {
        String name = unique("github");
        apply(name, GITHUB.formatted(name)).statusCode(201);

        push(name, "sha256=" + signature(PUSH + " "))
                .statusCode(401)
                .body("detail", containsString("x-hub-signature-256"))
                .body("detail", not(containsString(SECRET)));
        post(publisher(), "generic/" + name, PUSH).statusCode(401);
        // What is not believed is not read either.
        post(given(), "generic/" + name, "no JSON").statusCode(401);
    }

    @Test
    void shouldTellStrangersNothing() {
        post(given(), "generic/no-such-webhook", PUSH).statusCode(401);
        post(viewer(), "generic/no-such-webhook", PUSH).statusCode(403);
        post(publisher(), "generic/no-such-webhook", PUSH).statusCode(404);
    }

    @Test
    void shouldNameWhatTheMappingDoesNotFind() {
        String name = unique("mapped");
        apply(name, """
                name: %s
                mapping: {type: "x/{{ body.kind }}", id: "{{ body.number }}", status: "{{ body.state | default('') }}", time: "{{ body.at | default('') }}"}
                """.formatted(name)).statusCode(201);
        String path = "generic/" + name;

        post(publisher(), path, "{\"kind\": \"a\"}").statusCode(400).body("errors.field", hasItem("mapping.id"));
        post(publisher(), path, "{\"kind\": \"a\", \"number\": 7, \"state\": \"open\", \"at\": \"now\"}")
                .statusCode(400)
                .body("errors.field", containsInAnyOrder("mapping.status", "mapping.time"));
        post(publisher(), path, "").statusCode(400);
        post(given(), path, "{\"kind\": \"a\", \"number\": 7}").statusCode(401);
        post(publisher(), path, "{\"kind\": \"a\", \"number\": 7, \"at\": 1800000000, \"state\": \"resolved\"}")
                .statusCode(202)
                .body("accepted[0].id", equalTo("7"))
                .body("accepted[0].source", equalTo("/webhooks/" + name));
    }

    @Test
    void shouldTakeFormsAndText() {
        String name = unique("form");
        apply(name, "{name: %s, mapping: {type: 'x/{{ body.kind | default(body) }}'}}".formatted(name))
                .statusCode(201);
        given(publisher())
                .contentType("application/x-www-form-urlencoded")
                .body("kind=a%20b&x=1")
                .post("/api/v1/webhooks/generic/" + name)
                .then()
                .statusCode(202);
        given(publisher())
                .contentType("text/plain")
                .body("disk full")
                .post("/api/v1/webhooks/generic/" + name)
                .then()
                .statusCode(202);
    }

    @Test
    void shouldKeepWebhooks() {
        String name = unique("kept");
        String yaml = GITHUB.formatted(name);
        apply(name, yaml).statusCode(201);
        apply(name, yaml).statusCode(200).body("version", equalTo(1));
        apply(name, yaml.replace("forEach: body.commits", "forEach: body.items"))
                .statusCode(200)
                .body("version", equalTo(2));

        viewer().get("/api/v1/webhooks/" + name)
                .then()
                .statusCode(200)
                .body("authentication.hmac.secret.file", equalTo("of-the-test"))
                .body("path", equalTo("/api/v1/webhooks/generic/" + name));
        viewer().get("/api/v1/webhooks?limit=500").then().statusCode(200).body("items.name", hasItem(name));
        admin().delete("/api/v1/webhooks/" + name).then().statusCode(204);
        viewer().get("/api/v1/webhooks/" + name).then().statusCode(404);
        push(name, "sha256=" + signature(PUSH)).statusCode(401);
    }

    @Test
    void shouldRefuseASecretThatIsNotThere() {
        String name = unique("secret");

        apply(name, GITHUB.formatted(name).replace("of-the-test", "missing"))
                .statusCode(400)
                .body("errors.field", hasItem("authentication.hmac.secret"));
        apply(name, GITHUB.formatted(name).replace("of-the-test", "too-short"))
                .statusCode(400)
                .body("errors[0].message", containsString("at least 16"));
        viewer().get("/api/v1/webhooks/" + name).then().statusCode(404);
    }

    private static ValidatableResponse apply(String name, String yaml) {
        return admin().contentType("application/yaml")
                .body(yaml.getBytes(StandardCharsets.UTF_8))
                .put("/api/v1/webhooks/" + name)
                .then();
    }

    private static ValidatableResponse push(String name, String signature) {
        return given().contentType("application/json")
                .header("X-GitHub-Event", "push")
                .header("X-Hub-Signature-256", signature)
                .body(PUSH.getBytes(StandardCharsets.UTF_8))
                .post("/api/v1/webhooks/generic/" + name + "?team=shop")
                .then();
    }

    private static ValidatableResponse post(RequestSpecification user, String path, String json) {
        return given(user)
                .contentType("application/json")
                .body(json.getBytes(StandardCharsets.UTF_8))
                .post("/api/v1/webhooks/" + path)
                .then();
    }

    private static String signature(String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
