package io.outrider.played;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a real API server refuses is refused here too. */
class ApiRulesTest {

    private static final String JOB = """
            {"apiVersion":"batch/v1","kind":"Job","metadata":{"name":"one","labels":{"a":"b"}},
             "spec":{"backoffLimit":0,"ttlSecondsAfterFinished":60,"template":{"spec":{"restartPolicy":"Never",
              "tolerations":[{"key":"a","operator":"Exists","effect":"NoExecute","tolerationSeconds":60}],
              "volumes":[{"name":"in","secret":{"secretName":"one","defaultMode":288,"items":[{"key":"k","path":"p"}]}}],
              "containers":[{"name":"task","image":"task:1","ports":[{"name":"http","containerPort":80}],
               "env":[{"name":"A.b-c","valueFrom":{"secretKeyRef":{"name":"one","key":"env.A"}}}],
               "volumeMounts":[{"name":"in","mountPath":"/in"}]}]}}}}
            """;
    private static final String LEASE = """
            {"apiVersion":"coordination.k8s.io/v1","kind":"Lease","metadata":{"name":"one"},
             "spec":{"holderIdentity":"a","leaseDurationSeconds":15,"renewTime":"2026-01-01T00:00:00.123456Z"}}
            """;
    private static final String SECRET = """
            {"apiVersion":"v1","kind":"Secret","metadata":{"name":"one"},"immutable":true,"type":"Opaque","data":{"token":"YQ=="}}
            """;

    @Test
    void shouldTakeWhatIsRight() throws Refusal {
        assertThat(ApiRules.created(ApiRules.parse(bytes(JOB)))
                        .at("/spec/completions")
                        .asInt())
                .isOne();
        ApiRules.created(ApiRules.parse(bytes(LEASE)));
        ApiRules.replaced(ApiRules.parse(bytes(LEASE)));
        ApiRules.created(ApiRules.parse(bytes(SECRET)));
        ApiRules.patched("/api/v1/namespaces/a/secrets/one", ApiRules.parse(bytes("{\"metadata\":{}}")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            "ttlSecondsAfterFinished":60 | "ttlSecondsAfterFinished":-1    | greater than or equal to 0
            "backoffLimit":0             | "backoffLimit":0,"backoffLimit":0 | Duplicate
            "effect":"NoExecute"         | "effect":"NoSchedule"           | must be 'NoExecute'
            "defaultMode":288            | "defaultMode":1000              | 0777
            "path":"p"                   | "path":"../p"                   | relative path
            "secretName":"one",          |                                 | secretName: Required
            "name":"http"                | "name":"a-name-of-sixteen"      | 15 characters
            "name":"A.b-c"               | "name":"A=b"                    | env.name
            "key":"env.A"                | "key":"env/A"                   | secretKeyRef.key
            "a":"b"                      | "a":"b c"                       | metadata.labels
            """)
    void shouldRefuseWhatIsWrongInAJob(String right, @org.jspecify.annotations.Nullable String wrong, String reason) {
        refuses(JOB.replace(right, wrong == null ? "" : wrong), reason);
    }

    @Test
    void shouldRefuseWhatIsWrongInALease() {
        refuses(LEASE.replace("15", "0"), "leaseDurationSeconds");
        refuses(LEASE.replace(".123456", ".123"), "2026-01-01T00:00:00.123Z");
        assertThatThrownBy(() -> ApiRules.replaced(ApiRules.parse(bytes(LEASE.replace("15", "0")))))
                .hasMessageContaining("leaseDurationSeconds");
    }

    @Test
    void shouldKeepSecretsAsTheyAre() {
        refuses(SECRET.replace("token", "..token"), "Invalid value");
        assertThatThrownBy(() -> ApiRules.patched(
                        "/api/v1/namespaces/a/secrets/one", ApiRules.parse(bytes("{\"data\":{\"a\":\"YQ==\"}}"))))
                .hasMessageContaining("immutable");
    }

    @Test
    void shouldRefuseWhatIsTooLarge() {
        assertThatThrownBy(() -> ApiRules.parse(new byte[3 * 1024 * 1024 + 1]))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.status()).isEqualTo(413));
    }

    private static void refuses(String object, String reason) {
        assertThatThrownBy(() -> ApiRules.created(ApiRules.parse(bytes(object))))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining(reason);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
