package io.outrider.rest;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.jwt.build.Jwt;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = OidcTest.Issuer.class, restrictToAnnotatedClass = true)
class OidcTest {
    private static final KeyPair KEYS = rsa();
    private static final KeyPair OTHER_KEYS = rsa();

    /** Configures OIDC with a public key; nothing has to run for it. */
    public static class Issuer implements QuarkusTestResourceLifecycleManager {
        @Override
        public Map<String, String> start() {
            System.setProperty("outrider.test.private-key", encoded(KEYS.getPrivate()));
            System.setProperty("outrider.test.other-key", encoded(OTHER_KEYS.getPrivate()));
            return Map.of(
                    "quarkus.oidc.tenant-enabled",
                    "true",
                    "quarkus.oidc.public-key",
                    encoded(KEYS.getPublic()),
                    "quarkus.oidc.roles.role-claim-path",
                    "groups");
        }

        @Override
        public void stop() {
            System.clearProperty("outrider.test.private-key");
            System.clearProperty("outrider.test.other-key");
        }
    }

    @Test
    void shouldTakeNameAndRolesFromClaims() throws Exception {
        String token = token("outrider.test.private-key", Set.of("operator"));

        given().auth().oauth2(token).get("/probe/viewer").then().statusCode(200).body(equalTo("olga"));
        given().auth().oauth2(token).get("/probe/publisher").then().statusCode(200);
        given().auth().oauth2(token).get("/probe/author").then().statusCode(403);
    }

    @Test
    void shouldRefuseTokensOfOthers() throws Exception {
        String token = token("outrider.test.other-key", Set.of("admin"));

        given().auth().oauth2(token).get("/probe/viewer").then().statusCode(401).contentType(Problem.MEDIA_TYPE);
        given().auth().oauth2("no-jwt-at-all").get("/probe/viewer").then().statusCode(401);
    }

    @Test
    void shouldStillTakeStaticTokens() {
        given().auth()
                .oauth2("viewer-token-0123456789")
                .get("/probe/viewer")
                .then()
                .statusCode(200)
                .body(equalTo("vera"));
    }

    private static String token(String keyProperty, Set<String> groups) throws Exception {
        byte[] key = Base64.getDecoder().decode(System.getProperty(keyProperty));
        return Jwt.upn("olga")
                .groups(groups)
                .expiresIn(60)
                .sign(java.security.KeyFactory.getInstance("RSA")
                        .generatePrivate(new java.security.spec.PKCS8EncodedKeySpec(key)));
    }

    private static String encoded(java.security.Key key) {
        return Base64.getEncoder().encodeToString(key.getEncoded());
    }

    private static KeyPair rsa() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected RSA in this Java runtime, but it is missing", e);
        }
    }
}
