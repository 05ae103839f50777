package io.outrider.reactor;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.notNullValue;

import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;

/** The service as its users see it. */
public final class Api {

    private Api() {}

    /** Waits until the service would be given requests. */
    public static void awaitReady() {
        await().atMost(Duration.ofMinutes(1))
                .until(() -> given().get("/q/health/ready").statusCode() == 200);
    }

    public static String reaction(String name, String on, String condition) {
        return "{name: %s, on: %s, conditions: {when: {condition: \"%s\"}}, do: {jobs: [{template: t}]}}"
                .formatted(name, on, condition);
    }

    public static ValidatableResponse apply(String name, String yaml) {
        return admin().contentType("application/yaml")
                .body(yaml.getBytes(StandardCharsets.UTF_8))
                .put("/api/v1/reactions/" + name)
                .then();
    }

    public static ValidatableResponse publish(String id, String type, String data) {
        String body =
                "{\"specversion\": \"1.0\", \"id\": \"%s\", \"source\": \"/test\", \"subject\": \"web-1\", \"type\": \"%s\", \"data\": %s}"
                        .formatted(id, type, data);
        return publisher()
                .contentType("application/cloudevents+json")
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post("/api/v1/events")
                .then();
    }

    public static ValidatableResponse decided(String id) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> viewer().get("/api/v1/events/" + id)
                        .then()
                        .statusCode(200)
                        .body("decidedAt", notNullValue()));
        return viewer().get("/api/v1/events/" + id).then();
    }

    public static RequestSpecification viewer() {
        return given().auth().oauth2("viewer-token-0123456789");
    }

    public static RequestSpecification publisher() {
        return given().auth().oauth2("publisher-token-0123456789");
    }

    public static RequestSpecification operator() {
        return given().auth().oauth2("operator-token-0123456789");
    }

    public static RequestSpecification admin() {
        return given().auth().oauth2("admin-token-0123456789");
    }

    public static String unique(String prefix) {
        return prefix + "-" + UUID.randomUUID().toString().substring(0, 8);
    }
}
