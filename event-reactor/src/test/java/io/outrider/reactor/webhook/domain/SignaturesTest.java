package io.outrider.reactor.webhook.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrider.reactor.webhook.domain.Authentication.Algorithm;
import io.outrider.reactor.webhook.domain.Authentication.Encoding;
import io.outrider.reactor.webhook.domain.Authentication.Hmac;
import io.outrider.reactor.webhook.domain.Authentication.SharedToken;
import io.outrider.reactor.webhook.domain.Authentication.Timestamp;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The expected signatures were made with openssl. */
class SignaturesTest {

    private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000L);
    private static final SecretReference SECRET = new SecretReference(SecretReference.Place.FILE, "x");
    private static final List<String> SECRETS = List.of("It's a Secret to Everybody");
    private static final String BODY = "Hello, World!";

    /** The example of GitHub's documentation. */
    private static final String GITHUB = "757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";

    @Test
    void shouldBelieveWhatGitHubSigns() {
        Hmac rule = hmac("x-hub-signature-256", Algorithm.SHA256, Encoding.HEX, "sha256=", null, "{body}", null);

        assertThat(check(rule, SECRETS, "x-hub-signature-256", "sha256=" + GITHUB))
                .isEmpty();
        assertThat(check(
                        rule,
                        List.of("another secret!!", SECRETS.getFirst()),
                        "x-hub-signature-256",
                        "sha256=" + GITHUB))
                .isEmpty();
    }

    @Test
    void shouldRefuseEverythingElse() {
        Hmac rule = hmac("x-hub-signature-256", Algorithm.SHA256, Encoding.HEX, "sha256=", null, "{body}", null);

        assertThat(check(rule, SECRETS, "x-hub-signature-256", GITHUB)).isPresent();
        assertThat(check(rule, SECRETS, "x-hub-signature-256", "sha256=")).isPresent();
        assertThat(check(rule, SECRETS, "x-hub-signature-256", "sha256=zz")).isPresent();
        assertThat(check(rule, SECRETS, "x-hub-signature-256", "sha256=" + GITHUB.substring(2)))
                .isPresent();
        assertThat(check(rule, SECRETS, "x-hub-signature-256", "sha1=" + GITHUB))
                .isPresent();
        assertThat(check(rule, SECRETS, "x-other", GITHUB))
                .hasValueSatisfying(reason -> assertThat(reason).contains("x-hub-signature-256", "missing"));
        assertThat(check(rule, List.of("another secret!!"), "x-hub-signature-256", "sha256=" + GITHUB))
                .hasValueSatisfying(reason -> assertThat(reason).doesNotContain("another", GITHUB));
    }

    @Test
    void shouldKnowOtherAlgorithmsAndEncodings() {
        assertThat(check(
                        hmac("s", Algorithm.SHA1, Encoding.HEX, "", null, "{body}", null),
                        SECRETS,
                        "s",
                        "01dc10d0c83e72ed246219cdd91669667fe2ca59"))
                .isEmpty();
        assertThat(check(
                        hmac("s", Algorithm.SHA256, Encoding.BASE64, "", null, "{body}", null),
                        SECRETS,
                        "s",
                        "dXEH6g6yUJ/CESIczphLijdXC211hsIsRvQ3nIsEPhc="))
                .isEmpty();
    }

    @Test
    void shouldBelieveASignedTimestampForAWhile() {
        Timestamp timestamp = new Timestamp(null, "t", Duration.ofMinutes(5));
        Hmac rule = hmac("stripe-signature", Algorithm.SHA256, Encoding.HEX, "", "v1", "{timestamp}.{body}", timestamp);
        String signature = "1d4a7592ae3975c74820b8984b614a5fd6ac817e81302c69861672dc2066a046";
        String header = "t=1800000000,v1=" + "00".repeat(32) + ",v1=" + signature + ",v0=1";

        assertThat(check(rule, SECRETS, "stripe-signature", header)).isEmpty();
        assertThat(check(rule, SECRETS, "stripe-signature", header.replace("t=1800000000", "t=1800000001")))
                .isPresent();
        assertThat(check(rule, SECRETS, "stripe-signature", header.replace("t=1800000000,", "")))
                .hasValueSatisfying(reason -> assertThat(reason).contains("timestamp"));
        Optional<String> late = Signatures.check(
                rule, SECRETS, Map.of("stripe-signature", header), bytes(), NOW.plus(Duration.ofMinutes(6)));
        assertThat(late).hasValueSatisfying(reason -> assertThat(reason).contains("300 s"));
    }

    @Test
    void shouldTakeTheTimestampOfAHeaderOfItsOwn() {
        Timestamp timestamp = new Timestamp("x-slack-request-timestamp", null, Duration.ofMinutes(5));
        Hmac rule = hmac(
                "x-slack-signature", Algorithm.SHA256, Encoding.HEX, "v0=", null, "v0:{timestamp}:{body}", timestamp);
        Map<String, String> headers = Map.of(
                "x-slack-signature",
                "v0=9e2f627d5d2b23f1ff55aecced71097e03e6a80d1d1fe4473d6895415803711f",
                "x-slack-request-timestamp",
                "1800000000");

        assertThat(Signatures.check(rule, SECRETS, headers, bytes(), NOW)).isEmpty();
    }

    @Test
    void shouldCompareTokens() {
        SharedToken rule = new SharedToken("x-gitlab-token", SECRET);

        assertThat(Signatures.check(rule, SECRETS, Map.of("x-gitlab-token", SECRETS.getFirst())))
                .isEmpty();
        assertThat(Signatures.check(rule, SECRETS, Map.of("x-gitlab-token", "")))
                .isPresent();
        assertThat(Signatures.check(rule, SECRETS, Map.of())).isPresent();
    }

    private static Optional<String> check(Hmac rule, List<String> secrets, String header, String value) {
        return Signatures.check(rule, secrets, Map.of(header, value), bytes(), NOW);
    }

    private static byte[] bytes() {
        return BODY.getBytes(StandardCharsets.UTF_8);
    }

    private static Hmac hmac(
            String header,
            Algorithm algorithm,
            Encoding encoding,
            String prefix,
            @Nullable String field,
            String signed,
            @Nullable Timestamp timestamp) {
        return new Hmac(header, algorithm, encoding, prefix, field, signed, timestamp, SECRET);
    }
}
