package io.outrider.k8s.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.outrider.k8s.lease.Tenure.Asked;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class TenureTest {

    private static final Duration LENGTH = Duration.ofMinutes(10);

    private final Walls walls = new Walls();
    private final Tenure tenure = new Tenure(walls);

    @Test
    void shouldNotLastBeforeTheLeaseIsGiven() {
        assertThat(tenure.lasts()).isFalse();
        assertThatThrownBy(tenure::required)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Lease");
    }

    @Test
    void shouldLastForATimeFromWhenItWasAskedFor() {
        Asked asked = tenure.ask();
        walls.now = walls.now.plus(Duration.ofMinutes(4));

        tenure.given(asked, LENGTH);

        assertThatCode(tenure::required).doesNotThrowAnyException();
        walls.now = walls.now.plus(Duration.ofMinutes(6));
        assertThat(tenure.lasts()).isFalse();
    }

    @Test
    void shouldEndThoughTheWallsClockIsSetBack() {
        Asked longAgo = new Asked(System.nanoTime() - LENGTH.toNanos(), walls.now);

        tenure.given(longAgo, LENGTH);
        walls.now = walls.now.minus(Duration.ofHours(1));

        assertThat(tenure.lasts()).isFalse();
    }

    @Test
    void shouldEndWithTheLease() {
        tenure.given(tenure.ask(), LENGTH);

        tenure.end();

        assertThat(tenure.lasts()).isFalse();
    }

    /** A clock that is set by hand. */
    private static final class Walls extends Clock {

        private Instant now = Instant.parse("2026-01-01T00:00:00Z");

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
