package io.outrider.template;

import static io.restassured.RestAssured.given;

import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import java.util.UUID;

/** People who talk to the service. */
final class Client {
    private Client() {}

    static RequestSpecification author() {
        return given().auth().oauth2(LocalFolders.AUTHOR);
    }

    static RequestSpecification viewer() {
        return given().auth().oauth2(LocalFolders.VIEWER);
    }

    /** Publishes these texts as a zip. */
    static ValidatableResponse push(Map<String, String> files) {
        return push(Archives.zip(files));
    }

    static ValidatableResponse push(byte[] zip) {
        return author().contentType("application/zip")
                .body(zip)
                .post("/api/v1/templates")
                .then();
    }

    /** Returns a name that no other test uses. */
    static String unique(String name) {
        return name + "-" + UUID.randomUUID().toString().substring(0, 8);
    }
}
