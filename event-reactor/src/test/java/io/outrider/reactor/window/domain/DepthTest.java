package io.outrider.reactor.window.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrider.reactor.window.notation.GroupStates;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A firing is as deep in the chain of reactions as the deepest event of its window. */
class DepthTest {

    private static final Instant AT = Instant.parse("2026-01-31T12:00:00Z");

    @Test
    void shouldFireAsDeepAsTheDeepestEventThatItCounted() {
        Limiter limiter = Timeline.limiter("minOccurrences: 2, within: 10m");
        GroupState counting = step(limiter, GroupState.EMPTY, 1, 7).next();

        Step fired = step(limiter, GroupStates.read(GroupStates.write(counting)), 2, 0);

        assertThat(fired.firing()).get().extracting(Firing::depth).isEqualTo(7);
        assertThat(fired.next().depth()).isZero();
    }

    @Test
    void shouldFireAsDeepAsTheDeepestEventThatItWaitedFor() {
        Limiter limiter = Timeline.limiter("waitForMore: {timeout: 2m}");
        GroupState waiting = GroupState.EMPTY;
        for (int depth : new int[] {1, 4, 0}) {
            waiting = step(limiter, waiting, depth, depth).next();
        }

        Step fired = Windows.step(limiter, waiting, new Input.Due(AT.plusSeconds(121)), Gate.OPEN);

        assertThat(fired.firing()).get().extracting(Firing::depth).isEqualTo(4);
    }

    @Test
    void shouldForgetTheDepthWithTheWindow() {
        Limiter limiter = Timeline.limiter("minOccurrences: 2, within: 10m");
        GroupState counting = step(limiter, GroupState.EMPTY, 1, 7).next();

        Input later = new Input.Occurred(new UUID(0, 2), AT.plusSeconds(3_600)).atDepth(1);

        assertThat(Windows.step(limiter, counting, later, Gate.OPEN).next().depth())
                .isEqualTo(1);
    }

    private static Step step(Limiter limiter, GroupState state, int number, int depth) {
        Input input = new Input.Occurred(new UUID(0, number), AT.plusSeconds(number)).atDepth(depth);
        return Windows.step(limiter, state, input, Gate.OPEN);
    }
}
