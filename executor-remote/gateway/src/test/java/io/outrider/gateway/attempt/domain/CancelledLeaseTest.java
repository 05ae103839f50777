package io.outrider.gateway.attempt.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrider.gateway.attempt.domain.AttemptState.Ended;
import io.outrider.gateway.attempt.domain.AttemptState.Held;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** An agent that keeps a cancelled task in hand and never ends it does not hold it for ever. */
class CancelledLeaseTest {

    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant STOP_BY = BEGIN.plusSeconds(70);
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final Held CANCELLED = cancelled(
            new Held(1, "n", "nonce", "s", BEGIN.plus(LEASE), BEGIN, BEGIN, null, null),
            new AttemptCommand.Cancel(1, "n", "enough", BEGIN.plusSeconds(60)).withGrace(Duration.ofSeconds(10)));

    @Test
    void shouldRenewWhileItMayStillStop() {
        Decision decision = renewed(CANCELLED, BEGIN.plusSeconds(20));

        assertThat(decision.answer()).isEqualTo(new Answer.Leased("enough"));
        assertThat(deadline(decision)).isEqualTo(BEGIN.plusSeconds(50));
    }

    @Test
    void shouldRenewNoFurtherThanItMayTakeToStop() {
        Decision decision = renewed(CANCELLED, BEGIN.plusSeconds(60));

        assertThat(decision.answer()).isEqualTo(new Answer.Leased("enough"));
        assertThat(deadline(decision)).isEqualTo(STOP_BY);
    }

    @Test
    void shouldTellTheAgentThatItIsGoneAfterwards() {
        Decision decision = renewed(CANCELLED, STOP_BY);

        assertThat(decision.answer()).isEqualTo(new Answer.Gone());
        assertThat(decision.state()).isEqualTo(CANCELLED);
    }

    @Test
    void shouldEndAsLostAlthoughItWasRenewedToTheLast() {
        AttemptState held = CANCELLED;
        for (Instant now = BEGIN; now.isBefore(STOP_BY); now = now.plusSeconds(10)) {
            held = renewed(held, now).state();
        }

        Decision decision = AttemptDecider.decide(held, new AttemptCommand.Expire(), STOP_BY);

        assertThat(decision.state())
                .isInstanceOfSatisfying(
                        Ended.class, ended -> assertThat(ended.outcome()).isEqualTo(Outcome.LOST));
    }

    @Test
    void shouldNotGiveMoreTimeForASecondCancel() {
        AttemptCommand again = new AttemptCommand.Cancel(1, "n", "again", BEGIN.plusSeconds(600));

        assertThat(AttemptDecider.decide(CANCELLED, again, BEGIN.plusSeconds(30))
                        .state())
                .isEqualTo(CANCELLED);
    }

    private static Held cancelled(Held held, AttemptCommand.Cancel cancel) {
        return (Held) AttemptDecider.decide(held, cancel, BEGIN).state();
    }

    private static Decision renewed(AttemptState state, Instant now) {
        return AttemptDecider.decide(state, new AttemptCommand.Renew(1, "n", now.plus(LEASE)), now);
    }

    private static Instant deadline(Decision decision) {
        return ((Held) decision.state()).deadline();
    }
}
