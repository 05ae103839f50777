package io.outrider.reactor.reaction.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class ElapsingTest {

    private static final Instant T0 = Instant.parse("2026-01-31T12:00:00Z");
    private static final int OFTEN = 10;

    private final Due due = new Due();
    private final Elapsing elapsing = new Elapsing(due);

    @Test
    void shouldPostponeAWindowThatCannotBeEnded() {
        due.isStuck = true;
        for (int i = 0; i < Elapsing.PATIENT_TRIES; i++) {
            fail();
        }
        assertThat(due.postponed).isZero();

        fail();

        assertThat(due.postponed).isOne();
    }

    @Test
    void shouldGoOneByOneUntilOneIsEnded() {
        due.isStuck = true;
        fail();
        fail();
        assertThat(due.asked).isOne();
        due.isStuck = false;

        elapsing.end(T0);
        assertThat(due.asked).isOne();
        elapsing.end(T0);

        assertThat(due.asked).isEqualTo(Elapsing.MANY);
    }

    /** Otherwise the first window would end a minute late each time that the database was away for some seconds. */
    @Test
    void shouldPostponeNoneForWhatElseFails() {
        for (int i = 0; i < OFTEN; i++) {
            elapsing.recover();
        }

        assertThat(due.postponed).isZero();
    }

    @Test
    void shouldBeginAnewAfterASuccess() {
        for (int i = 0; i < OFTEN; i++) {
            due.isStuck = true;
            fail();
            due.isStuck = false;
            elapsing.end(T0);
        }

        assertThat(due.postponed).isZero();
    }

    private void fail() {
        assertThatThrownBy(() -> elapsing.end(T0)).hasMessage("stuck");
        elapsing.recover();
    }

    /** Windows of which the first may be one that cannot be ended. */
    private static final class Due implements DueWindows {
        private boolean isStuck;
        private int asked;
        private int postponed;

        @Override
        public int end(Instant until, int count) {
            asked = count;
            if (isStuck) {
                throw new IllegalStateException("stuck");
            }
            return count;
        }

        @Override
        public void postpone() {
            postponed++;
        }
    }
}
