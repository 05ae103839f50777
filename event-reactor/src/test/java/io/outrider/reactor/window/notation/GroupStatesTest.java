package io.outrider.reactor.window.notation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.outrider.reactor.window.domain.GroupState;
import io.outrider.reactor.window.domain.Pending;
import io.outrider.reactor.window.domain.Seen;
import io.outrider.reactor.window.domain.Times;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class GroupStatesTest {
    private static final UUID A = new UUID(0, 1);
    private static final UUID B = new UUID(0, 2);
    private static final GroupState COUNTING = new GroupState(
            1_700_000_000_500L,
            Optional.of(A),
            3,
            Times.of(1_700_000_000_000L, 1_700_000_000_400L, 1_700_000_000_400L),
            List.of(new Seen(A, 1_700_000_000_000L), new Seen(B, 1_700_000_000_400L)),
            Map.of("disk/*", new Seen(B, 1_700_000_000_400L)),
            Optional.empty(),
            1_699_999_999_000L,
            Set.of(A),
            1_700_086_399_000L,
            1_700_086_400_400L);
    private static final GroupState PENDING = new GroupState(
            1_700_000_000_000L,
            Optional.of(A),
            0,
            Times.NONE,
            List.of(),
            Map.of(),
            Optional.of(
                    new Pending(Pending.Kind.RUNNING, 1_700_000_000_000L, 1_700_000_060_000L, 70_000, List.of(A, B))),
            0,
            Set.of(),
            0,
            1_700_000_000_000L);

    @Test
    void shouldReadWhatItWrote() {
        for (GroupState state : List.of(GroupState.EMPTY, COUNTING, PENDING)) {
            assertThat(GroupStates.read(GroupStates.write(state))).isEqualTo(state);
        }
    }

    @Test
    void shouldBeShort() {
        assertThat(GroupStates.write(GroupState.EMPTY)).isEqualTo("{\"kept\":0,\"last\":0,\"v\":1}");
        assertThat(GroupStates.write(COUNTING)).contains("\"counted\":[1700000000000,400,0]");
    }

    @Test
    void shouldIgnoreWhatItDoesNotKnow() {
        assertThat(GroupStates.read("{\"v\": 2, \"last\": 7, \"kept\": 9, \"more\": {\"a\": [1]}}"))
                .isEqualTo(new GroupState(
                        7, Optional.empty(), 0, Times.NONE, List.of(), Map.of(), Optional.empty(), 0, Set.of(), 0, 9));
    }

    @Test
    void shouldRefuseWhatIsNoState() {
        assertThatThrownBy(() -> GroupStates.read("[]")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> GroupStates.read("{")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> GroupStates.read("{\"v\": 1, \"opened\": \"x\"}"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
