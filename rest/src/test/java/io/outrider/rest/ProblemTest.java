package io.outrider.rest;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ProblemTest {

    @Test
    void shouldDescribeRefusals() {
        problem(given().get("/probe/fail/not-found").then(), 404, "not-found")
                .body("type", equalTo("urn:outrider:problem:not-found"))
                .body("instance", equalTo("/probe/fail/not-found"))
                .body("detail", containsString("job 'j1'"));
        problem(given().get("/probe/fail/conflict").then(), 409, "conflict");
        problem(given().get("/probe/fail/busy").then(), 429, "busy").header("Retry-After", "3");
    }

    @Test
    void shouldHideWhatBroke() {
        problem(given().get("/probe/fail/boom").then(), 500, "internal")
                .body(not(containsString("internal detail")))
                .body(not(containsString("Exception")));
    }

    @Test
    void shouldNameEveryViolatedField() {
        problem(post("{\"name\": \"\", \"size\": 0}"), 400, "invalid").body("errors.field", hasItems("name", "size"));
    }

    @Test
    void shouldNameUnknownFields() {
        problem(post("{\"name\": \"a\", \"size\": 1, \"sise\": 1}"), 400, "invalid")
                .body("errors[0].field", equalTo("sise"))
                .body("errors[0].message", containsString("[at, colour, name, size]"));
    }

    @Test
    void shouldNameFieldsOfTheWrongType() {
        problem(post("{\"name\": \"a\", \"size\": \"big\"}"), 400, "invalid")
                .body("errors[0].field", equalTo("size"))
                .body("errors[0].message", equalTo("Expected a number, but was 'big'"));
        problem(post("{\"name\": \"a\", \"size\": 1, \"colour\": \"GREEN\"}"), 400, "invalid")
                .body("errors[0].message", containsString("one of [RED, BLUE]"));
        problem(post("{\"name\": [], \"size\": 1}"), 400, "invalid").body("errors[0].field", equalTo("name"));
    }

    @Test
    void shouldSayWhereJsonIsMalformed() {
        problem(post("{\"name\": "), 400, "invalid")
                .body("errors[0].field", equalTo("body"))
                .body("errors[0].message", containsString("line 1"));
        problem(post(""), 400, "invalid").body("errors[0].message", containsString("empty"));
        problem(post("null"), 400, "invalid").body("errors[0].message", containsString("empty"));
        problem(post("{\"name\": " + "[".repeat(100)), 400, "invalid");
    }

    @Test
    void shouldAnswerWhatHttpKnowsWithProblems() {
        problem(given().get("/nothing/here").then(), 404, "not-found");
        problem(given().delete("/probe/page").then(), 405, "method");
        problem(given().contentType(ContentType.XML).body("<a/>").post("/probe").then(), 415, "media-type");
    }

    @Test
    void shouldRefuseLargeBodies() {
        problem(post("{\"name\": \"" + "a".repeat(70_000) + "\"}"), 413, "too-large");
    }

    @Test
    void shouldNameParametersWithControlCharacters() {
        problem(raw().get("/probe/fail/not%00found").then(), 400, "invalid").body("errors.field", contains("how"));
        problem(raw().get("/probe/page?limit=1&cursor=%00").then(), 400, "invalid")
                .body("errors.field", contains("cursor"));
        problem(raw().get("/probe/page?%00=x").then(), 400, "invalid").body("errors.field", contains("query"));
        raw().get("/probe/page?text=two%0Alines%09").then().statusCode(200);
    }

    @Test
    void shouldGiveRequestsAnId() {
        given().header("X-Request-Id", "abc-1").get("/probe/page").then().header("X-Request-Id", "abc-1");
        given().header("X-Request-Id", "a b<script>")
                .get("/nothing/here")
                .then()
                .header("X-Request-Id", matchesPattern("[0-9a-f-]{36}"));
    }

    @Test
    void shouldPageThroughLists() {
        String cursor = given().get("/probe/page?limit=3")
                .then()
                .statusCode(200)
                .body("items", hasItems("a", "b", "c"))
                .extract()
                .path("nextCursor");

        given().get("/probe/page?limit=3&cursor=" + cursor)
                .then()
                .body("items[0]", equalTo("d"))
                .body("nextCursor", nullValue());
        problem(given().get("/probe/page?limit=0&cursor=!").then(), 400, "invalid")
                .body("errors.field", hasItems("limit", "cursor"));
    }

    private static RequestSpecification raw() {
        return given().urlEncodingEnabled(false);
    }

    private static ValidatableResponse post(String body) {
        return given().contentType(ContentType.JSON).body(body).post("/probe").then();
    }

    private static ValidatableResponse problem(ValidatableResponse response, int status, String code) {
        return response.statusCode(status)
                .contentType(Problem.MEDIA_TYPE)
                .body("status", equalTo(status))
                .body("code", equalTo(code))
                .body("requestId", notNullValue());
    }
}
