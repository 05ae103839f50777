package io.outrider.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class PacingPropertyTest {

    private static final long SECOND = 1_000_000_000L;

    @Property
    void shouldNeverLetMoreThroughThanABurstAndTheRate(
            @ForAll @Size(min = 1, max = 500) List<@LongRange(max = SECOND / 20) Long> pauses) {
        Pacing pacing = new Pacing(0);
        long now = 0;
        for (int batches = 1; batches <= pauses.size(); batches++) {
            now += pauses.get(batches - 1);
            now += pacing.next(now);
            assertThat(batches).isLessThanOrEqualTo((int) (Pacing.BURST + 1 + now / Pacing.INTERVAL_NANOS));
        }
    }

    @Property
    void shouldNeverHoldBackWhatComesMoreSlowly(
            @ForAll @Size(min = 1, max = 200) List<@LongRange(min = Pacing.INTERVAL_NANOS, max = SECOND) Long> pauses) {
        Pacing pacing = new Pacing(0);
        long now = 0;
        for (long pause : pauses) {
            now += pause;
            assertThat(pacing.next(now)).isZero();
        }
    }

    @Property
    void shouldNeverWaitLongerThanOneTurn(
            @ForAll @Size(min = 1, max = 500) List<@LongRange(max = SECOND / 20) Long> pauses) {
        Pacing pacing = new Pacing(0);
        long now = 0;
        for (long pause : pauses) {
            now += pause;
            long wait = pacing.next(now);
            assertThat(wait).isBetween(0L, Pacing.INTERVAL_NANOS);
            now += wait;
        }
    }
}
