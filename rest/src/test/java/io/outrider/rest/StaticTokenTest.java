package io.outrider.rest;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class StaticTokenTest {

    @Test
    void shouldKnowTheOwnerOfAToken() {
        given().auth()
                .oauth2("viewer-token-0123456789")
                .get("/probe/viewer")
                .then()
                .statusCode(200)
                .body(equalTo("vera"));
    }

    @Test
    void shouldAskForAToken() {
        given().get("/probe/viewer")
                .then()
                .statusCode(401)
                .contentType(Problem.MEDIA_TYPE)
                .header("WWW-Authenticate", "Bearer")
                .body("code", equalTo("unauthorized"));
        given().auth()
                .oauth2("viewer-token-012345678")
                .get("/probe/publisher")
                .then()
                .statusCode(401);
        given().header("Authorization", "Basic dmVyYTp4")
                .get("/probe/viewer")
                .then()
                .statusCode(401);
        given().header("Authorization", "Bearer ").get("/probe/viewer").then().statusCode(401);
    }

    @Test
    void shouldIncludeLowerRoles() {
        expect("operator-token-0123456789", "/probe/viewer", 200);
        expect("operator-token-0123456789", "/probe/publisher", 200);
        expect("operator-token-0123456789", "/probe/author", 403);
        expect("admin-token-0123456789", "/probe/author", 200);
        expect("viewer-token-0123456789", "/probe/publisher", 403);
    }

    private static void expect(String token, String path, int status) {
        given().auth().oauth2(token).get(path).then().statusCode(status);
    }
}
