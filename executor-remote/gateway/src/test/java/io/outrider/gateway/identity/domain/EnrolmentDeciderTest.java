package io.outrider.gateway.identity.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrider.gateway.identity.domain.EnrolmentDecider.Verdict;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnrolmentDeciderTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final KeyOffer KEY = new KeyOffer("EC", 256, true);
    private static final TokenState FRESH = new TokenState("n", Map.of(), NOW.plusSeconds(1), null);

    @Test
    void shouldGrantAFreshTokenWithAGoodKey() {
        assertThat(EnrolmentDecider.decide(FRESH, "n", KEY, false, NOW)).isEqualTo(new Verdict.Granted());
        assertThat(EnrolmentDecider.decide(FRESH, "n", new KeyOffer("RSA", 3072, true), false, NOW))
                .isEqualTo(new Verdict.Granted());
    }

    @Test
    void shouldDenyEverythingElseWithItsReason() {
        TokenState used = new TokenState("n", Map.of(), NOW.plusSeconds(1), NOW);
        TokenState expired = new TokenState("n", Map.of(), NOW, null);

        assertThat(code(null, "n", KEY, false)).isEqualTo("token-invalid");
        assertThat(code(used, "n", KEY, false)).isEqualTo("token-used");
        assertThat(code(expired, "n", KEY, false)).isEqualTo("token-expired");
        assertThat(code(FRESH, "m", KEY, false)).isEqualTo("token-invalid");
        assertThat(code(FRESH, "n", KEY, true)).isEqualTo("name-taken");
        assertThat(code(FRESH, "n", new KeyOffer("RSA", 2048, true), false)).isEqualTo("invalid");
        assertThat(code(FRESH, "n", new KeyOffer("DSA", 3072, true), false)).isEqualTo("invalid");
        assertThat(code(FRESH, "n", new KeyOffer("EC", 256, false), false)).isEqualTo("invalid");
    }

    private static String code(TokenState token, String name, KeyOffer key, boolean taken) {
        return EnrolmentDecider.decide(token, name, key, taken, NOW) instanceof Verdict.Denied denied
                ? denied.code()
                : "granted";
    }
}
