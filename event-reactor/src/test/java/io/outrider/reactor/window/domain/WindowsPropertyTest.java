package io.outrider.reactor.window.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrider.reactor.window.notation.GroupStates;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** docs/reactions.md for any history, with restarts and new versions at any point. */
class WindowsPropertyTest {

    private static final String EVENTS = " events .*";

    @Property(tries = 3_000)
    void shouldDoWhatTheReferenceDoes(@ForAll("histories") History history) {
        Playing playing = Playing.of(history);

        assertThat(playing.told).isEqualTo(playing.expected);
    }

    /** The events of joins and single ones may be mixed by versions: then only how many count is comparable. */
    @Property(tries = 3_000)
    void shouldDoWhatTheReferenceDoesWithNewVersions(@ForAll("changing") History history) {
        Playing playing = Playing.of(history);

        assertThat(playing.told.stream().map(line -> line.replaceAll(EVENTS, "")))
                .isEqualTo(playing.expected.stream()
                        .map(line -> line.replaceAll(EVENTS, ""))
                        .toList());
    }

    @Property
    void shouldDoTheSameWithoutRestarts(@ForAll("changing") History history) {
        History straight = new History(
                history.limiters(),
                history.gateAbove(),
                history.happenings().stream()
                        .map(happening -> new History.Happening(
                                happening.kind(), happening.after(), happening.choice(), happening.starts(), false))
                        .toList());

        assertThat(Playing.of(history).told).isEqualTo(Playing.of(straight).told);
    }

    @Property
    void shouldNotStartTwiceWithinReReactDelay(@ForAll("histories") History history) {
        Duration delay = history.limiters().getFirst().reReactDelay();

        List<Firing> started = Playing.of(history).started;

        for (int i = 1; i < started.size(); i++) {
            assertThat(Duration.between(started.get(i - 1).at(), started.get(i).at()))
                    .isGreaterThanOrEqualTo(delay);
        }
    }

    @Property
    void shouldPutEachOccurrenceIntoOneWindow(@ForAll("changing") History history) {
        Set<UUID> opened = new HashSet<>();
        Set<UUID> events = new HashSet<>();
        for (Firing ending : Playing.of(history).endings) {
            assertThat(opened.add(ending.openedBy())).isTrue();
            assertThat(ending.events())
                    .isNotEmpty()
                    .allSatisfy(event -> assertThat(events.add(event)).isTrue());
        }
    }

    @Property
    void shouldLoseNoOccurrenceOfAWindowThatWaits(@ForAll("histories") History history) {
        Playing playing = Playing.of(history);
        long counted = 0;
        for (Playing.Sight sight : playing.sights) {
            boolean waits = sight.step().verdict() instanceof Verdict.Waiting waiting
                    && (waiting.limit() == Limit.WAIT_FOR_MORE || waiting.limit() == Limit.RUNNING);
            long pending = sight.state().pending().map(Pending::occurrences).orElse(0L);
            if (waits && counted > 0) {
                assertThat(pending).isEqualTo(counted + 1);
            }
            counted = pending;
        }
    }

    @Property
    void shouldWaitNoLongerThanMaxTimeout(@ForAll("histories") History history) {
        for (Playing.Sight sight : Playing.of(history).sights) {
            sight.state()
                    .pending()
                    .filter(pending -> pending.kind() == Pending.Kind.MORE)
                    .ifPresent(pending -> assertThat(pending.deadline())
                            .isGreaterThan(sight.state().last())
                            .isLessThanOrEqualTo(pending.openedAt()
                                    + sight.limiter()
                                            .waitForMore()
                                            .orElseThrow()
                                            .maxTimeout()
                                            .toMillis()));
        }
    }

    @Property
    void shouldNotWaitForEver(@ForAll("changing") History history) {
        Playing playing = Playing.of(history);
        Instant last = Instant.ofEpochMilli(playing.state().last()).plusMillis(200 + Playing.RUNNING_LIMIT);

        playing.drain(last, false);

        assertThat(playing.state().deadline()).isEmpty();
        assertThat(playing.state().isVoidAt(last)).isTrue();
    }

    @Property
    void shouldBeSilentAboutWhatIsVoid(@ForAll("changing") History history) {
        Playing playing = Playing.of(history);
        GroupState state = playing.state();
        if (state.pending().isPresent()) {
            return;
        }
        Input next = new Input.Occurred(new UUID(3, 3), state.expiresAt(), 0);

        assertThat(Windows.step(playing.limiter(), state, next, Gate.OPEN))
                .isEqualTo(Windows.step(playing.limiter(), GroupState.EMPTY, next, Gate.OPEN));
    }

    @Property
    void shouldStaySmall(@ForAll("histories") History history) {
        for (Playing.Sight sight : Playing.of(history).sights) {
            GroupState state = sight.state();
            assertThat(state.counted().size())
                    .isLessThanOrEqualTo(sight.limiter().countLimit());
            assertThat(state.events().size()).isLessThanOrEqualTo(GroupState.MAX_EVENTS);
            assertThat(state.parts().size())
                    .isLessThan(sight.limiter()
                            .join()
                            .map(join -> join.parts().size())
                            .orElse(1));
            assertThat(state.running().size()).isLessThanOrEqualTo(1);
            assertThat(GroupStates.write(state).length()).isLessThan(4_000);
        }
    }

    @Property
    void shouldNotGoBackInTime(@ForAll("changing") History history) {
        long before = 0;
        for (Firing ending : Playing.of(history).endings) {
            assertThat(ending.at().toEpochMilli()).isGreaterThanOrEqualTo(before);
            before = ending.at().toEpochMilli();
        }
    }

    @Provide
    Arbitrary<History> histories() {
        return Histories.ofVersions(1);
    }

    @Provide
    Arbitrary<History> changing() {
        return Histories.ofVersions(3);
    }
}
