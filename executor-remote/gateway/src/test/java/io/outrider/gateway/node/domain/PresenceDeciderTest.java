package io.outrider.gateway.node.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrider.gateway.node.domain.PresenceDecider.Published;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PresenceDeciderTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    @Test
    void shouldPublishTheFirstPollAndEveryChange() {
        assertThat(PresenceDecider.isNews(null, report("s", 4, "web"), NOW)).isTrue();
        assertThat(isNews(report("s", 4, "db"), 0)).isTrue();
        assertThat(isNews(report("t", 4, "web"), 0)).isTrue();
    }

    @Test
    void shouldPublishFreeSlotsOnceASecondAndNothingElseBeforeTheHeartbeat() {
        assertThat(isNews(report("s", 3, "web"), 999)).isFalse();
        assertThat(isNews(report("s", 3, "web"), 1000)).isTrue();
        assertThat(isNews(report("s", 4, "web"), 14_999)).isFalse();
        assertThat(isNews(report("s", 4, "web"), 15_000)).isTrue();
    }

    private static boolean isNews(NodeReport report, long millisLater) {
        return PresenceDecider.isNews(new Published(report("s", 4, "web"), NOW), report, NOW.plusMillis(millisLater));
    }

    private static NodeReport report(String session, int free, String role) {
        return new NodeReport(session, "1", 4, free, Map.of("role", role), Map.of(), List.of());
    }
}
