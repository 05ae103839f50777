package io.outrider.reactor.window.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.reflect.Method;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The corners of docs/reactions.md, under its headings, each by the words that it stands for. The time-lines are drawn there: {@link DrawingTest}. */
class WindowsTest {

    @Nested
    @DisplayName("Every occurrence fires")
    class EveryOccurrenceFires {
        @Test
        @Says("Without limits each occurrence is a window of its own; nothing is remembered.")
        void shouldFireEachOnItsOwn() {
            check("minOccurrences: 1", """
                    0m a            | fired 1: a of a
                    1m b            | fired 1: b of b
                    1m c            | fired 1: c of c
                    """);
        }
    }

    @Nested
    @DisplayName("minOccurrences within")
    class MinOccurrencesWithin {
        @Test
        @Says("The window is still the one that `a` opened, as long as anything is counted")
        void shouldFireWithEnoughThatAreCloseTogether() {
            check("minOccurrences: 3, within: 10m", """
                    0m a            | waiting minOccurrences (1 of 3) until 10m
                    3m b            | waiting minOccurrences (2 of 3) until 10m
                    11m c           | waiting minOccurrences (2 of 3) until 13m
                    12m d           | fired 3: b c d of a
                    13m e           | waiting minOccurrences (1 of 3) until 23m
                    """);
        }

        @Test
        @Says("An occurrence at `t` counts in the time from `t` up to, not including, `t + within`.")
        void shouldNotCountWhatIsExactlyWithinAgo() {
            check("minOccurrences: 2, within: 10m", """
                    0m a            | waiting minOccurrences (1 of 2) until 10m
                    10m b           | waiting minOccurrences (1 of 2) until 20m
                    1199s c         | fired 2: b c of b
                    """);
        }

        @Test
        @Says("| `triggerLimiter.within` | 1d |")
        void shouldCountADayWhereNothingIsSaid() {
            check("minOccurrences: 2", """
                    0m a            | waiting minOccurrences (1 of 2) until 24h
                    24h b           | waiting minOccurrences (1 of 2) until 48h
                    47h c           | fired 2: b c of b
                    """);
        }

        @Test
        @Says("never before what its group has seen already")
        void shouldTakeATimeBeforeTheGroupsLastAsThat() {
            check("minOccurrences: 2, within: 10m", """
                    5m a            | waiting minOccurrences (1 of 2) until 15m
                    0m b            | fired 2: a b of a
                    """);
        }
    }

    @Nested
    @DisplayName("reReactDelay")
    class ReReactDelay {
        @Test
        @Says("Measured from the firing. Events in it are not counted")
        void shouldSuppressAndNotCount() {
            check("reReactDelay: 5m", """
                    0m a            | fired 1: a of a
                    1m b            | suppressed reReactDelay until 5m
                    4m c            | suppressed reReactDelay until 5m
                    5m d            | fired 1: d of d
                    6m e            | suppressed reReactDelay until 10m
                    """);
        }
    }

    @Nested
    @DisplayName("waitForMore")
    class Waiting {
        @Test
        @Says("fires at the deadline with everything that came")
        void shouldFireAtTheDeadlineWithAllThatCame() {
            check("waitForMore: {timeout: 2m}", """
                    0s a            | waiting waitForMore (1 so far) until 2m
                    30s b           | waiting waitForMore (2 so far) until 2m
                    90s c           | waiting waitForMore (3 so far) until 2m
                    119s clock      |
                    120s clock      | TIMER at 2m 3: a b c of a
                    150s d          | waiting waitForMore (1 so far) until 270s
                    """);
        }

        @Test
        @Says("at most the newest 20")
        void shouldNameTheNewestTwentyAndCountAll() {
            StringBuilder lines = new StringBuilder();
            for (int i = 1; i <= 25; i++) {
                lines.append("0s e%d | waiting waitForMore (%d so far) until 1m\n".formatted(i, i));
            }
            lines.append(
                    "1m clock | TIMER at 1m 25: e6 e7 e8 e9 e10 e11 e12 e13 e14 e15 e16 e17 e18 e19 e20 e21 e22 e23 e24 e25 of e1\n");

            check("waitForMore: {timeout: 1m}", lines.toString());
        }

        @Test
        @Says("An event at or after the deadline belongs to the next window")
        void shouldNotResetUnlessAsked() {
            check("waitForMore: {timeout: 1m}", """
                    0s a            | waiting waitForMore (1 so far) until 1m
                    59s b           | waiting waitForMore (2 so far) until 1m
                    60s c           | TIMER at 1m 2: a b of a; waiting waitForMore (1 so far) until 2m
                    """);
        }
    }

    @Nested
    @DisplayName("waitForMore with resetTimeoutOnMore and maxTimeout")
    class Resetting {
        @Test
        @Says("never beyond `maxTimeout` from the moment at which the window became ready")
        void shouldWaitNoLongerThanMaxTimeout() {
            check("waitForMore: {timeout: 2m, resetTimeoutOnMore: true, maxTimeout: 4m}", """
                    0s a            | waiting waitForMore (1 so far) until 2m
                    60s b           | waiting waitForMore (2 so far) until 3m
                    120s c          | waiting waitForMore (3 so far) until 4m
                    180s d          | waiting waitForMore (4 so far) until 4m
                    240s clock      | TIMER at 4m 4: a b c d of a
                    """);
        }

        @Test
        @Says("| 10 timeouts, at most 7d |")
        void shouldWaitTenTimeoutsAtMostWhereNothingIsSaid() {
            StringBuilder lines = new StringBuilder();
            for (int i = 1; i <= 11; i++) {
                int until = Math.min(i * 50 + 10, 600);
                String time = until % 60 == 0 ? until / 60 + "m" : until + "s";
                lines.append("%ds e%d | waiting waitForMore (%d so far) until %s\n".formatted(i * 50 - 50, i, i, time));
            }

            check("waitForMore: {timeout: 60s, resetTimeoutOnMore: true}", lines.toString());
        }
    }

    @Nested
    @DisplayName("Combinations")
    class Combinations {
        @Test
        @Says("first enough, then the wait. `reReactDelay` begins when it fires.")
        void shouldCountThenWaitThenDelay() {
            check("minOccurrences: 2, within: 10m, waitForMore: {timeout: 2m}, reReactDelay: 5m", """
                    0m a            | waiting minOccurrences (1 of 2) until 10m
                    1m b            | waiting waitForMore (2 so far) until 3m
                    2m c            | waiting waitForMore (3 so far) until 3m
                    3m clock        | TIMER at 3m 3: a b c of a
                    4m d            | suppressed reReactDelay until 8m
                    7m e            | suppressed reReactDelay until 8m
                    8m f            | waiting minOccurrences (1 of 2) until 18m
                    9m g            | waiting waitForMore (2 so far) until 11m
                    """);
        }

        @Test
        @Says("What waits does not run out, however short `within` is.")
        void shouldKeepWhatWaitsHoweverShortTheCountingIs() {
            check("minOccurrences: 2, within: 1m, waitForMore: {timeout: 1h}", """
                    0s a            | waiting minOccurrences (1 of 2) until 1m
                    30s b           | waiting waitForMore (2 so far) until 3630s
                    30m c           | waiting waitForMore (3 so far) until 3630s
                    2h clock        | TIMER at 3630s 3: a b c of a
                    """);
        }

        @Test
        @Says("`minOccurences` is accepted")
        void shouldTakeTheSeedsSpelling() {
            check("minOccurences: 2, reReactDealy: 5m, waitForMore: {timeout: 2m, resetTimeoutOnMore: true}", """
                    0m a            | waiting minOccurrences (1 of 2) until 24h
                    1m b            | waiting waitForMore (2 so far) until 3m
                    2m c            | waiting waitForMore (3 so far) until 4m
                    4m clock        | TIMER at 4m 3: a b c of a
                    8m d            | suppressed reReactDelay until 9m
                    """);
        }
    }

    @Nested
    @DisplayName("all: several names together")
    class All {
        private static final String JOIN = "on: {all: [cpu, disk], within: 10m}";

        @Test
        @Says("remembers the newest event of each name")
        void shouldFireOnceWithTheNewestOfEach() {
            check(JOIN, """
                    0m cpu:a        | waiting join (missing: disk) until 10m
                    6m cpu:b        | waiting join (missing: disk) until 16m
                    9m disk:c       | fired 1: b c of a
                    12m disk:d      | waiting join (missing: cpu) until 22m
                    """);
        }

        @Test
        @Says("no two of the joined events are further apart")
        void shouldForgetWhatIsTooFarAway() {
            check(JOIN, """
                    0m cpu:a        | waiting join (missing: disk) until 10m
                    12m disk:b      | waiting join (missing: cpu) until 22m
                    21m cpu:c       | fired 1: b c of b
                    """);
        }

        @Test
        @Says("While such a window waits for more (6) or for jobs (7), each single event joins it and counts 1.")
        void shouldCountACompleteJoinAsOneOccurrence() {
            check(JOIN + ", minOccurrences: 2, within: 1h, waitForMore: {timeout: 5m}", """
                    0m cpu:a        | waiting join (missing: disk) until 10m
                    1m disk:b       | waiting minOccurrences (1 of 2) until 61m
                    5m disk:c       | waiting join (missing: cpu) until 15m
                    6m cpu:d        | waiting waitForMore (2 so far) until 11m
                    7m cpu:e        | waiting waitForMore (3 so far) until 11m
                    11m clock       | TIMER at 11m 3: a b c d e of a
                    """);
        }

        @Test
        @Says("half a join is cancelled too")
        void shouldBeCancelledByAResolvedPart() {
            check(JOIN, """
                    0m cpu:a        | waiting join (missing: disk) until 10m
                    1m resolved r   | resolved RESOLVED 0: a of a
                    2m disk:b       | waiting join (missing: cpu) until 12m
                    """);
        }
    }

    @Nested
    @DisplayName("resolved")
    class Resolved {
        @Test
        @Says("cancels what is open in its group, waiting or counting")
        void shouldCancelWhatWaits() {
            check("waitForMore: {timeout: 5m}", """
                    0m a            | waiting waitForMore (1 so far) until 5m
                    2m resolved r   | resolved RESOLVED 1: a of a
                    5m clock        |
                    6m resolved s   |
                    """);
        }

        @Test
        @Says("The count begins at 0 after each end of a window.")
        void shouldBeginToCountAnew() {
            check("minOccurrences: 2", """
                    0m a            | waiting minOccurrences (1 of 2) until 24h
                    1m resolved r   | resolved RESOLVED 1: a of a
                    2m b            | waiting minOccurrences (1 of 2) until 1442m
                    3m c            | fired 2: b c of b
                    """);
        }

        @Test
        @Says("a job that runs and a `reReactDelay` go on")
        void shouldLeaveDelayAndJobsAlone() {
            check("whileRunning: coalesce, reReactDelay: 5m", """
                    0m a            | fired 1: a of a
                    1m resolved r   |
                    2m b            | suppressed reReactDelay until 5m
                    6m c            | waiting running (a job of the last firing still runs) until 24h
                    7m resolved s   | resolved RESOLVED 1: c of c
                    8m ended 1      |
                    """);
        }
    }

    @Nested
    @DisplayName("whileRunning")
    class Running {
        @Test
        @Says("it fires when the jobs of the last firing have all ended")
        void shouldCoalesceUntilTheJobsEnded() {
            check("whileRunning: coalesce", """
                    0m a            | fired 1: a of a
                    1m b            | waiting running (a job of the last firing still runs) until 24h
                    2m c            | waiting running (2 so far) until 24h
                    2m ended 7      |
                    3m ended 1      | JOB_ENDED at 3m 2: b c of b
                    5m d            | waiting running (a job of the last firing still runs) until 1443m
                    6m ended 1      |
                    """);
        }

        @Test
        @Says("until the scheduler says that it ended, at most 24 h")
        void shouldWaitNoLongerThanAJobMayRun() {
            check("whileRunning: coalesce", """
                    0m a            | fired 1: a of a
                    1m b            | waiting running (a job of the last firing still runs) until 24h
                    25h clock       | TIMER at 24h 1: b of b
                    """);
        }

        @Test
        @Says("A job runs until the scheduler says that it ended")
        void shouldNotWaitForJobsThatEnded() {
            check("whileRunning: coalesce", """
                    0m a            | fired 1: a of a
                    1m ended 1      |
                    2m b            | fired 1: b of b
                    26h c           | fired 1: c of c
                    """);
        }

        @Test
        @Says("what would fire is dropped, with its window")
        void shouldSkipWithTheWindow() {
            check("whileRunning: skip", """
                    0m a            | fired 1: a of a
                    1m b            | suppressed running until 24h SKIPPED 1: b of b
                    2m c            | suppressed running until 24h SKIPPED 1: c of c
                    3m ended 1      |
                    4m d            | fired 1: d of d
                    """);
        }

        @Test
        @Says("`parallel`: nobody looks.")
        void shouldFireInParallel() {
            check("whileRunning: parallel, waitForMore: {timeout: 1m}", """
                    0m a            | waiting waitForMore (1 so far) until 1m
                    1m clock        | TIMER at 1m 1: a of a
                    2m b            | waiting waitForMore (1 so far) until 3m
                    3m clock        | TIMER at 3m 1: b of b
                    """);
        }

        @Test
        @Says("the question is asked at the deadline")
        void shouldAskAgainAtTheDeadline() {
            check("whileRunning: coalesce, waitForMore: {timeout: 1m}", """
                    0m a            | waiting waitForMore (1 so far) until 1m
                    1m clock        | TIMER at 1m 1: a of a
                    2m b            | waiting waitForMore (1 so far) until 3m
                    3m clock        |
                    4m c            | waiting running (2 so far) until 1441m
                    5m ended 1      | JOB_ENDED at 5m 2: b c of b
                    """);
        }

        @Test
        @Says("the question is asked at the deadline")
        void shouldSkipAtTheDeadline() {
            check("whileRunning: skip, waitForMore: {timeout: 1m}", """
                    0m a            | waiting waitForMore (1 so far) until 1m
                    1m clock        | TIMER at 1m 1: a of a
                    2m b            | waiting waitForMore (1 so far) until 3m
                    4m c            | SKIPPED 1: b of b; waiting waitForMore (1 so far) until 5m
                    """);
        }
    }

    @Nested
    @DisplayName("A condition on the count")
    class ConditionOnTheCount {
        @Test
        @Says("What does not match stays counted.")
        void shouldKeepCountingWhatDoesNotMatch() {
            assertThat(Timeline.play("within: 1h, condition: event.occurrences > 2", """
                    0m a
                    1m b
                    2m c
                    3m d
                    """))
                    .isEqualTo("""
                    0m a            | not matched (1 so far)
                    1m b            | not matched (2 so far)
                    2m c            | fired 3: a b c of a
                    3m d            | not matched (1 so far)
                    """);
        }

        @Test
        @Says("does the condition not hold, or fail?")
        void shouldKeepCountingWhereItFails() {
            assertThat(Timeline.play("within: 1h", Timeline.failing(2), """
                    0m a
                    1m b
                    """)).isEqualTo("""
                    0m a            | failed: Expected a test to fail, and it does
                    1m b            | fired 2: a b of a
                    """);
        }

        @Test
        @Says("The count saturates at 1,000 while it slides")
        void shouldSaturate() {
            GroupState state = GroupState.EMPTY;
            Limiter limiter = Timeline.limiter("within: 1h");
            Instant at = Instant.parse("2026-01-31T12:00:00Z");
            for (int i = 0; i < 2_000; i++) {
                state = Windows.step(
                                limiter,
                                state,
                                new Input.Occurred(new UUID(0, i), at.plusMillis(i)),
                                (occurrences, events) -> occurrences > 1_000)
                        .next();
            }

            assertThat(state.counted().size()).isEqualTo(Limiter.MAX_COUNT);
            assertThat(state.events()).hasSize(GroupState.MAX_EVENTS);
        }
    }

    @Nested
    @DisplayName("A new version")
    class NewVersion {
        @Test
        @Says("a deadline that is set stays")
        void shouldKeepTheDeadlineAndTakeTheNewLimitsFromThenOn() {
            check("waitForMore: {timeout: 10m}", """
                    0m a            | waiting waitForMore (1 so far) until 10m
                    2m version waitForMore: {timeout: 1m} |
                    3m b            | waiting waitForMore (2 so far) until 10m
                    11m c           | TIMER at 10m 2: a b of a; waiting waitForMore (1 so far) until 12m
                    12m clock       | TIMER at 12m 1: c of c
                    """);
        }

        @Test
        @Says("belongs to the name of the reaction, not to its version")
        void shouldKeepTheCount() {
            check("minOccurrences: 5, within: 1h", """
                    0m a            | waiting minOccurrences (1 of 5) until 1h
                    1m b            | waiting minOccurrences (2 of 5) until 1h
                    2m version minOccurrences: 3, within: 1h |
                    3m c            | fired 3: a b c of a
                    """);
        }

        @Test
        @Says("a deadline that is set stays")
        void shouldFireWhatWaitsWithoutWaitForMore() {
            check("waitForMore: {timeout: 10m, resetTimeoutOnMore: true}", """
                    0m a            | waiting waitForMore (1 so far) until 10m
                    1m version minOccurrences: 9 |
                    2m b            | waiting waitForMore (2 so far) until 10m
                    10m clock       | TIMER at 10m 2: a b of a
                    11m c           | waiting minOccurrences (1 of 9) until 1451m
                    """);
        }

        @Test
        @Says("nothing fires earlier than at the input that moves its deadline")
        void shouldNotFireBeforeNow() {
            check("waitForMore: {timeout: 1h, resetTimeoutOnMore: true}", """
                    0m a            | waiting waitForMore (1 so far) until 1h
                    30m version waitForMore: {timeout: 5m, resetTimeoutOnMore: true, maxTimeout: 10m} |
                    40m b           | waiting waitForMore (2 so far) until 40m
                    41m clock       | TIMER at 40m 2: a b of a
                    """);
        }

        @Test
        @Says("names that it does not join any more are forgotten")
        void shouldForgetNamesThatAreNotJoinedAnyMore() {
            check("on: {all: [cpu, disk], within: 10m}", """
                    0m cpu:a        | waiting join (missing: disk) until 10m
                    1m version on: {all: [disk, net], within: 10m} |
                    2m disk:b       | waiting join (missing: net) until 12m
                    3m net:c        | fired 1: b c of b
                    """);
        }

        @Test
        @Says("what had run out by the old limits stays forgotten")
        void shouldNotFindAgainWhatHadRunOut() {
            check("minOccurrences: 2, within: 1m", """
                    0m a            | waiting minOccurrences (1 of 2) until 1m
                    2m version minOccurrences: 2, within: 1h |
                    3m b            | waiting minOccurrences (1 of 2) until 63m
                    """);
        }
    }

    @Nested
    @DisplayName("A restart, or a late timer")
    class LateTimer {
        @Test
        @Says("first the window fires, then the event is treated as new")
        void shouldFireAtTheDeadlineBeforeWhatCameLater() {
            check("waitForMore: {timeout: 2m}", """
                    0s a            | waiting waitForMore (1 so far) until 2m
                    30s b           | waiting waitForMore (2 so far) until 2m
                    150s c          | TIMER at 2m 2: a b of a; waiting waitForMore (1 so far) until 270s
                    """);
        }

        @Test
        @Says("first the window fires, then the event is treated as new")
        void shouldRefuseAnInputBeforeWhatIsDue() {
            Limiter limiter = Timeline.limiter("waitForMore: {timeout: 2m}");
            Instant at = Instant.parse("2026-01-31T12:00:00Z");
            GroupState state = Windows.step(
                            limiter, GroupState.EMPTY, new Input.Occurred(new UUID(0, 1), at), Gate.OPEN)
                    .next();
            Input late = new Input.Occurred(new UUID(0, 2), at.plusSeconds(120));

            assertThatThrownBy(() -> Windows.step(limiter, state, late, Gate.OPEN))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(
                            "Expected the window due at 2026-01-31T12:02:00Z to be stepped before an input at 2026-01-31T12:02:00Z");
        }
    }

    @Test
    void shouldTestWhatThePageSays() {
        List<Method> cases = Stream.of(WindowsTest.class.getDeclaredClasses())
                .flatMap(section -> Stream.of(section.getDeclaredMethods()))
                .filter(method -> method.isAnnotationPresent(Test.class))
                .toList();

        assertThat(cases)
                .hasSizeGreaterThan(30)
                .allSatisfy(each -> assertThat(Drawing.page())
                        .contains("\n### "
                                + each.getDeclaringClass()
                                        .getAnnotation(DisplayName.class)
                                        .value() + "\n"))
                .allSatisfy(each -> assertThat(Drawing.page().replaceAll("\\s+", " "))
                        .contains(each.getAnnotation(Says.class).value()));
    }

    /** What docs/reactions.md says about it, word by word. */
    @Retention(RetentionPolicy.RUNTIME)
    @interface Says {
        String value();
    }

    private static void check(String reaction, String lines) {
        String expected = lines.lines()
                .map(line -> {
                    String[] halves = line.split("\\|", 2);
                    return "%-16s|%s\n"
                            .formatted(halves[0].strip(), halves[1].isBlank() ? "" : " " + halves[1].strip());
                })
                .collect(java.util.stream.Collectors.joining());
        assertThat(Timeline.play(reaction, lines)).isEqualTo(expected);
    }
}
