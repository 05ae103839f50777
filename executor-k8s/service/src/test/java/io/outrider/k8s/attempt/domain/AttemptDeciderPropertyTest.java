package io.outrider.k8s.attempt.domain;

import static io.outrider.k8s.attempt.domain.Sights.T0;
import static io.outrider.k8s.attempt.domain.Sights.TERMS;
import static io.outrider.k8s.attempt.domain.Sights.ended;
import static io.outrider.k8s.attempt.domain.Sights.exit;
import static io.outrider.k8s.attempt.domain.Sights.job;
import static io.outrider.k8s.attempt.domain.Sights.killed;
import static io.outrider.k8s.attempt.domain.Sights.pod;
import static io.outrider.k8s.attempt.domain.Sights.running;
import static io.outrider.k8s.attempt.domain.Sights.unplaced;
import static org.assertj.core.api.Assertions.assertThat;

import io.outrider.k8s.attempt.domain.AttemptEvent.Ended;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** Histories as a cluster may tell them: sights come late, twice and in jumps, and the executor restarts in between. */
class AttemptDeciderPropertyTest {

    /** What happens next. */
    enum Step {
        PLACED,
        UNPLACED,
        PULL_FAILS,
        RUNS,
        EXITS,
        FAILS,
        EVICTED,
        MACHINE_SILENT,
        POD_GONE,
        JOB_GONE,
        CANCEL,
        BREAK,
        RESTART,
        RESULT,
        TIME
    }

    /** A played cluster of one attempt, that never takes back what has happened. */
    private static final class Play {

        AttemptState state = AttemptState.fresh();
        final List<AttemptEvent> told = new ArrayList<>();
        Instant now = T0;

        @Nullable
        Stop stop;

        @Nullable
        PodSight pod;

        boolean gone;
        boolean closed;
        boolean broken;
        boolean result;
        boolean ran;
        int ends;
        int changes;

        void take(Step step) {
            PodSight seen = pod;
            boolean over = seen != null
                    && (seen.ended()
                            || seen.gone()
                            || seen.killAt() != null
                            || seen.main() instanceof PodSight.Main.Terminated);
            boolean open = !over;
            switch (step) {
                case PLACED -> pod = open && !ran ? pod(Sights.WAITING) : pod;
                case UNPLACED -> pod = seen == null ? unplaced("Unschedulable: no room") : pod;
                case PULL_FAILS -> pod = open && !ran ? pod(new PodSight.Main.Waiting("ErrImagePull", "no")) : pod;
                case RUNS -> {
                    if (open && !gone && !ran) {
                        ran = true;
                        pod = pod(running(2));
                    }
                }
                case EXITS -> pod = open && ran ? pod(exit(0, "Completed", 3)) : pod;
                case FAILS -> pod = open && ran ? ended(exit(1, "Error", 3), null) : pod;
                case EVICTED -> pod = open && seen != null ? ended(seen.main(), "Evicted: low on memory") : pod;
                case MACHINE_SILENT -> pod = open && seen != null ? killed(seen.main(), now) : pod;
                case POD_GONE -> pod = seen == null ? null : seen.asGone();
                case JOB_GONE -> gone = seen == null || seen.gone() || seen.ended();
                case CANCEL -> stop = stop == null ? new Stop(Outcome.CANCELLED, "no more", now) : stop;
                case BREAK -> broken = true;
                case RESTART -> {
                    state = state instanceof AttemptState.Ended ? state : AttemptState.found();
                    pod = seen == null || seen.gone() ? null : seen;
                    result = false;
                }
                case RESULT -> result = true;
                case TIME -> now = now.plusSeconds(40);
            }
        }

        void look() {
            boolean vanished = pod != null && pod.gone();
            JobSight job = job(stop, closed, closed && pod == null, vanished ? "BackoffLimitExceeded" : null, gone);
            Decision decision = AttemptDecider.decide(state, new Sight(job, pod, result), TERMS, now);
            for (AttemptEvent event : decision.events()) {
                told.add(event);
                ends += event instanceof Ended ? 1 : 0;
                state = AttemptDecider.evolve(state, event);
            }
            boolean leaving = pod == null || pod.killAt() != null;
            for (Order order : decision.orders()) {
                switch (order) {
                    case Order.Halt(Stop wanted) -> {
                        assertThat(pod).as("of a pod that it would delete").isNull();
                        note(wanted);
                        close();
                    }
                    case Order.Note(Stop wanted) -> note(wanted);
                    case Order.Kill kill -> leaving = true;
                    case Order.Suspend suspend -> {
                        assertThat(leaving).as("deleted before").isTrue();
                        close();
                    }
                }
                if (broken) {
                    // The API server took the first order and then no more.
                    broken = false;
                    changes++;
                    return;
                }
            }
        }

        private void note(Stop wanted) {
            assertThat(stop).as("stopped once").isNull();
            stop = wanted;
            changes++;
        }

        private void close() {
            changes += closed ? 0 : 1;
            closed = true;
        }

        /** Looks until nothing is asked for that would make another sight. */
        void settle() {
            int seen;
            do {
                seen = changes;
                look();
            } while (changes > seen);
        }
    }

    @Provide
    Arbitrary<List<Step>> histories() {
        return Arbitraries.of(Step.class).list().ofMaxSize(40);
    }

    @Property(tries = 3_000)
    void shouldSayOneLastWordWhateverHappens(@ForAll("histories") List<Step> history) {
        Play play = new Play();

        for (Step step : history) {
            play.take(step);
            play.look();
            play.look();
        }

        assertThat(play.ends).isLessThanOrEqualTo(1);
        assertThat(history.isEmpty() || play.told.getFirst() instanceof AttemptEvent.Accepted)
                .isTrue();
    }

    @Property(tries = 3_000)
    void shouldComeToAnEndWhenTimePasses(@ForAll("histories") List<Step> history) {
        Play play = new Play();
        history.forEach(step -> {
            play.take(step);
            play.look();
        });

        for (Instant end = play.now.plus(Duration.ofMinutes(30)); play.now.isBefore(end); ) {
            if (play.stop != null && play.pod != null && !play.pod.gone()) {
                // The cluster obeys, or its machine does not answer.
                play.take(Step.MACHINE_SILENT);
            }
            play.take(Step.TIME);
            play.look();
        }

        assertThat(play.ends).isEqualTo(1);
    }

    @Property(tries = 3_000)
    void shouldNeverSayThatWhatRanNeverStarted(@ForAll("histories") List<Step> history) {
        Play play = new Play();

        for (Step step : history) {
            play.take(step);
            boolean ran = play.ran;
            int before = play.told.size();
            play.look();
            for (AttemptEvent event : play.told.subList(before, play.told.size())) {
                if (ran && event instanceof Ended ended) {
                    assertThat(ended.outcome()).isNotEqualTo(Outcome.REFUSED);
                }
            }
        }
    }

    @Property
    void shouldTellOfASightOnlyOnce(@ForAll("histories") List<Step> history, @ForAll("counts") int repeats) {
        Play once = new Play();
        Play often = new Play();

        for (Step step : history) {
            once.take(step);
            often.take(step);
            once.settle();
            for (int i = 0; i < repeats; i++) {
                often.settle();
            }
        }

        assertThat(often.told).startsWith(once.told.toArray(AttemptEvent[]::new));
    }

    @Provide
    Arbitrary<Integer> counts() {
        return Arbitraries.integers().between(1, 3);
    }
}
