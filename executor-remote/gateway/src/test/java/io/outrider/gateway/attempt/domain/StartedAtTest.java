package io.outrider.gateway.attempt.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrider.gateway.attempt.domain.AttemptEvent.Finished;
import io.outrider.gateway.attempt.domain.AttemptState.Held;
import io.outrider.gateway.attempt.domain.AttemptState.Offered;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An end without a start means "never started, may be handed out again"; it is said only when it is certain. */
class StartedAtTest {

    private static final Instant ACCEPTED = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant STARTED = ACCEPTED.plusSeconds(1);
    private static final Instant LEASE_END = ACCEPTED.plusSeconds(30);
    private static final Instant LATE = ACCEPTED.plusSeconds(60);

    private static final Held SILENT = new Held(1, "n", "nonce", "s", LEASE_END, ACCEPTED, null, null, null);
    private static final Held RUNNING = SILENT.started(STARTED);

    private static Instant startedAt(AttemptState state, AttemptCommand command) {
        Decision decision = AttemptDecider.decide(state, command, LATE);
        return decision.events().stream()
                .filter(Finished.class::isInstance)
                .map(Finished.class::cast)
                .reduce((first, second) -> first)
                .orElseThrow()
                .startedAt();
    }

    @Test
    void shouldSayTheAcceptanceWhereTheStartIsUnknown() {
        assertThat(startedAt(SILENT, new AttemptCommand.Expire())).isEqualTo(ACCEPTED);
        assertThat(startedAt(SILENT.cancelling("enough", LATE), new AttemptCommand.Expire()))
                .isEqualTo(ACCEPTED);
        assertThat(startedAt(SILENT, new AttemptCommand.Revoke())).isEqualTo(ACCEPTED);
        assertThat(startedAt(SILENT, new AttemptCommand.Miss(1, "n", "s2"))).isEqualTo(ACCEPTED);
        assertThat(startedAt(SILENT, new AttemptCommand.Start(2, "m", "nonce2", LATE)))
                .isEqualTo(ACCEPTED);
    }

    @Test
    void shouldSayTheStartWhereItIsKnown() {
        assertThat(startedAt(RUNNING, new AttemptCommand.Expire())).isEqualTo(STARTED);
        assertThat(startedAt(RUNNING, new AttemptCommand.Revoke())).isEqualTo(STARTED);
        assertThat(startedAt(RUNNING, new AttemptCommand.Miss(1, "n", "s2"))).isEqualTo(STARTED);
    }

    @ParameterizedTest
    @EnumSource(
            value = Outcome.class,
            names = {"SUCCEEDED", "FAILED", "TIMED_OUT", "CANCELLED"})
    void shouldKeepTheStartInEveryReportedEnd(Outcome outcome) {
        assertThat(startedAt(RUNNING, new AttemptCommand.ReportEnd(1, "n", outcome, "because")))
                .isEqualTo(STARTED);
    }

    @Test
    void shouldSayThatItNeverStartedWhereThatIsCertain() {
        Offered offered = new Offered(1, "n", "nonce", LEASE_END);

        assertThat(startedAt(offered, new AttemptCommand.Cancel(1, "n", "enough", LATE)))
                .isNull();
        assertThat(startedAt(offered, new AttemptCommand.Expire())).isNull();
        assertThat(startedAt(SILENT, new AttemptCommand.ReportEnd(1, "n", Outcome.REFUSED, "no runtime")))
                .isNull();
    }
}
