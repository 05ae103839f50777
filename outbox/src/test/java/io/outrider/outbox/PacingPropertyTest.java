package io.outrider.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class PacingPropertyTest {

    private static final long SECOND = 1_000_000_000L;

    @Property
    void shouldNeverLetMoreThroughThanABurstAndTheRate(
            @ForAll @Size(min = 1, max = 500) List<@LongRange(max = SECOND / 20) Long> pauses,
            @ForAll @DoubleRange(max = 1) double load) {
        long interval = Pacing.interval(load);
        Pacing pacing = new Pacing(0);
        long now = 0;
        for (int batches = 1; batches <= pauses.size(); batches++) {
            now += pauses.get(batches - 1);
            now += pacing.next(now, interval);
            assertThat(batches).isLessThanOrEqualTo((int) (Pacing.BURST + 1 + now / interval));
        }
    }

    @Property
    void shouldSpaceBatchesMoreTheBusierTheMachineIs(
            @ForAll @DoubleRange(max = 1) double one, @ForAll @DoubleRange(max = 1) double other) {
        assertThat(Pacing.interval(Math.max(one, other))).isGreaterThanOrEqualTo(Pacing.interval(Math.min(one, other)));
        assertThat(Pacing.interval(0)).isEqualTo(Pacing.SHORTEST_NANOS);
        assertThat(Pacing.interval(1)).isEqualTo(Pacing.LONGEST_NANOS);
    }

    @Property
    void shouldNeverHoldBackWhatComesMoreSlowly(
            @ForAll @Size(min = 1, max = 200) List<@LongRange(min = Pacing.LONGEST_NANOS, max = SECOND) Long> pauses,
            @ForAll @DoubleRange(max = 1) double load) {
        Pacing pacing = new Pacing(0);
        long now = 0;
        for (long pause : pauses) {
            now += pause;
            assertThat(pacing.next(now, Pacing.interval(load))).isZero();
        }
    }

    @Property
    void shouldNeverWaitLongerThanOneTurnHoweverTheLoadChanges(
            @ForAll @Size(min = 1, max = 500) List<@LongRange(max = SECOND / 20) Long> pauses,
            @ForAll @Size(min = 1, max = 20) List<@DoubleRange(max = 1) Double> loads) {
        Pacing pacing = new Pacing(0);
        long now = 0;
        for (int i = 0; i < pauses.size(); i++) {
            now += pauses.get(i);
            long wait = pacing.next(now, Pacing.interval(loads.get(i % loads.size())));
            assertThat(wait).isBetween(0L, Pacing.LONGEST_NANOS);
            now += wait;
        }
    }
}
