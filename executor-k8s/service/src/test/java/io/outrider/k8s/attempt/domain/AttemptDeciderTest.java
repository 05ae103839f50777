package io.outrider.k8s.attempt.domain;

import static io.outrider.k8s.attempt.domain.Sights.T0;
import static io.outrider.k8s.attempt.domain.Sights.TERMS;
import static io.outrider.k8s.attempt.domain.Sights.WAITING;
import static io.outrider.k8s.attempt.domain.Sights.ended;
import static io.outrider.k8s.attempt.domain.Sights.exit;
import static io.outrider.k8s.attempt.domain.Sights.job;
import static io.outrider.k8s.attempt.domain.Sights.killed;
import static io.outrider.k8s.attempt.domain.Sights.pod;
import static io.outrider.k8s.attempt.domain.Sights.running;
import static io.outrider.k8s.attempt.domain.Sights.unplaced;
import static org.assertj.core.api.Assertions.assertThat;

import io.outrider.k8s.attempt.domain.AttemptEvent.Ended;
import io.outrider.k8s.attempt.domain.PodSight.Main;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AttemptDeciderTest {

    private static final AttemptState TOLD = new AttemptState.Created(true, true);
    private static final AttemptState STARTED = new AttemptState.Started(T0.plusSeconds(2));

    /** As kubelets report a container that they do not find any more. */
    private static final Main GONE_UNSEEN =
            new Main.Terminated(137, "ContainerStatusUnknown", "could not be located", null, Instant.EPOCH);

    @Test
    void shouldTellAcceptedRunningAndTheEnd() {
        List<AttemptEvent> first =
                decide(AttemptState.fresh(), job(), null, false, 0).events();
        List<AttemptEvent> second =
                decide(TOLD, job(), pod(running(2)), false, 3).events();
        List<AttemptEvent> last =
                decide(STARTED, job(), pod(exit(0, "Completed", 5)), true, 6).events();

        assertThat(first).containsExactly(new AttemptEvent.Accepted());
        assertThat(second).containsExactly(new AttemptEvent.Started(T0.plusSeconds(2)));
        assertThat(last).containsExactly(new Ended(Outcome.SUCCEEDED, 0, null, true));
    }

    @Test
    void shouldWaitForWhatTheTaskLeftButNotForEver() {
        PodSight pod = pod(exit(0, "Completed", 5));

        assertThat(decide(STARTED, job(), pod, false, 6).events()).isEmpty();
        assertThat(end(STARTED, job(), pod, 66).outcome()).isEqualTo(Outcome.SUCCEEDED);
    }

    @Test
    void shouldStopWhatTakesTooLong() {
        Decision decision = decide(STARTED, job(), pod(running(2)), false, 602);

        assertThat(decision.orders())
                .containsExactly(
                        new Order.Note(new Stop(Outcome.TIMED_OUT, "not finished within 10m", T0.plusSeconds(602))),
                        new Order.Kill("pod"),
                        new Order.Suspend());
        JobSight stopping = stopping(Outcome.TIMED_OUT, 602);
        assertThat(end(STARTED, stopping, ended(exit(143, "Error", 603), null), 604)
                        .outcome())
                .isEqualTo(Outcome.TIMED_OUT);
    }

    @Test
    void shouldKeepAnEndThatCameBeforeTheStop() {
        Ended end = end(STARTED, stopping(Outcome.CANCELLED, 20), ended(exit(0, "Completed", 5), null), 21);

        assertThat(end.outcome()).isEqualTo(Outcome.SUCCEEDED);
    }

    @Test
    void shouldGiveUpAnImageThatCannotBePulled() {
        PodSight pod = pod(new Main.Waiting("ImagePullBackOff", "Back-off pulling image \"x\""));

        assertThat(decide(TOLD, job(), pod, false, 30).orders()).isEmpty();
        Stop stop = halt(decide(TOLD, job(), pod, false, 61));
        assertThat(stop.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(stop.reason()).contains("ImagePullBackOff: Back-off pulling image");
        assertThat(halt(decide(TOLD, job(), pod(new Main.Waiting("InvalidImageName", "bad")), false, 2))
                        .reason())
                .contains("InvalidImageName: bad");
    }

    @Test
    void shouldHandBackWhatFindsNoMachine() {
        PodSight pod = unplaced("Unschedulable: 0/3 nodes are available");

        assertThat(decide(TOLD, job(), pod, false, 299).orders()).isEmpty();
        Stop stop = halt(decide(TOLD, job(), pod, false, 300));
        assertThat(stop.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(stop.reason()).isEqualTo("not started within 5m; Unschedulable: 0/3 nodes are available");
        assertThat(end(TOLD, stopping(Outcome.REFUSED, 300), pod.asGone(), 302).outcome())
                .isEqualTo(Outcome.REFUSED);
    }

    @Test
    void shouldNotSayThatItNeverStartedWhenThatIsUncertain() {
        JobSight stopped = job(new Stop(Outcome.REFUSED, "x", T0), true, null, false);

        assertThat(end(AttemptState.found(), stopped, null, 60).outcome()).isEqualTo(Outcome.LOST);
        assertThat(end(TOLD, stopped, null, 60).outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(end(STARTED, stopped, ended(exit(143, "Error", 5), null), 60).outcome())
                .isEqualTo(Outcome.FAILED);
    }

    @Test
    void shouldNameWhatTheClusterDid() {
        assertThat(end(STARTED, job(), ended(exit(137, "OOMKilled", 5), null), 6)
                        .reason())
                .startsWith("OOMKilled");
        assertThat(end(STARTED, job(), ended(exit(137, "Error", 5), "Evicted: low on memory"), 6)
                        .reason())
                .isEqualTo("Evicted: low on memory. Exit code 137 (killed)");
        assertThat(end(TOLD, job(), ended(WAITING, "Evicted: low on memory"), 6))
                .isEqualTo(new Ended(Outcome.REFUSED, null, "Evicted: low on memory, before the process began", false));
        Main noSuchFile = new Main.Terminated(128, "StartError", "exec: \"x\": not found", null, T0.plusSeconds(3));
        assertThat(end(TOLD, job(), ended(noSuchFile, null), 6).reason())
                .isEqualTo("the container could not be started; StartError: exec: \"x\": not found");
    }

    @Test
    void shouldSayWhyAContainerIsGoneThatNobodySawEnd() {
        PodSight evicted = ended(GONE_UNSEEN, "Evicted: low on disk");

        assertThat(end(STARTED, job(), evicted, 6))
                .isEqualTo(new Ended(Outcome.FAILED, null, "Evicted: low on disk. The exit code is unknown", true));
        assertThat(end(STARTED, job(), ended(GONE_UNSEEN, null), 6).outcome()).isEqualTo(Outcome.LOST);
        assertThat(end(STARTED, job(null, false, "DeadlineExceeded", false), evicted, 6)
                        .outcome())
                .isEqualTo(Outcome.TIMED_OUT);
    }

    @Test
    void shouldKeepTheStopOfAContainerThatNobodySawEnd() {
        assertThat(end(STARTED, stopping(Outcome.CANCELLED, 20), ended(GONE_UNSEEN, null), 21))
                .isEqualTo(new Ended(Outcome.CANCELLED, null, "because", true));
        assertThat(end(TOLD, stopping(Outcome.REFUSED, 300), ended(GONE_UNSEEN, null), 302)
                        .outcome())
                .isEqualTo(Outcome.LOST);
    }

    @Test
    void shouldSayThatAMachineIsLost() {
        PodSight pod = killed(running(2), T0.plusSeconds(100));

        assertThat(decide(STARTED, job(), pod, false, 159).events()).isEmpty();
        Ended end = end(STARTED, job(), pod, 160);
        assertThat(end.outcome()).isEqualTo(Outcome.LOST);
        assertThat(end.reason()).startsWith("node lost: the machine machine does not say");
    }

    @Test
    void shouldCancelAtEveryPoint() {
        JobSight stopping = stopping(Outcome.CANCELLED, 10);

        assertThat(decide(STARTED, stopping, pod(running(2)), false, 11).orders())
                .containsExactly(new Order.Kill("pod"));
        assertThat(decide(STARTED, stopping, killed(running(2), T0.plusSeconds(21)), false, 12))
                .isEqualTo(Decision.NOTHING);
        assertThat(end(STARTED, stopping, pod(running(2)).asGone(), 15).outcome())
                .isEqualTo(Outcome.CANCELLED);
        assertThat(end(TOLD, stopping, pod(WAITING).asGone(), 15).outcome()).isEqualTo(Outcome.CANCELLED);
        assertThat(decide(TOLD, stopping, null, false, 15).events()).isEmpty();
        assertThat(end(TOLD, stopping, null, 40).outcome()).isEqualTo(Outcome.CANCELLED);
    }

    @Test
    void shouldSuspendAJobOnlyAfterItsPodIsDeleted() {
        assertThat(decide(STARTED, noted(10), pod(running(2)), false, 11).orders())
                .containsExactly(new Order.Kill("pod"), new Order.Suspend());
        assertThat(decide(STARTED, noted(10), killed(running(2), T0.plusSeconds(21)), false, 11)
                        .orders())
                .containsExactly(new Order.Suspend());
        assertThat(decide(TOLD, noted(10), null, false, 11).orders()).containsExactly(new Order.Suspend());
    }

    @Test
    void shouldNotSuspendAJobThatHasFailed() {
        JobSight failed = job(new Stop(Outcome.CANCELLED, "because", T0), false, false, "BackoffLimitExceeded", false);

        assertThat(decide(STARTED, failed, killed(running(2), T0.plusSeconds(10)), false, 5))
                .isEqualTo(Decision.NOTHING);
    }

    @Test
    void shouldNotSayThatNothingStartsBeforeTheJobIsSuspended() {
        assertThat(decide(TOLD, noted(10), null, false, 60).events()).isEmpty();
    }

    @Test
    void shouldHandBackWhereNoPodIsMade() {
        Decision decision = decide(TOLD, job(), null, false, 300);

        assertThat(decision.orders()).singleElement().isInstanceOf(Order.Halt.class);
    }

    @Test
    void shouldKeepToTheGraceWhereTheClusterGaveMore() {
        JobSight stopping = stopping(Outcome.CANCELLED, 10);
        Instant graceAndUpload = T0.plusSeconds(80);

        assertThat(decide(STARTED, stopping, killed(running(2), graceAndUpload), false, 11)
                        .orders())
                .containsExactly(new Order.Kill("pod"));
        assertThat(decide(TOLD, stopping, killed(WAITING, graceAndUpload), false, 11)
                        .orders())
                .containsExactly(new Order.Kill("pod"));
        assertThat(decide(STARTED, stopping, killed(running(2), T0.plusSeconds(21)), false, 11)
                        .orders())
                .isEmpty();
    }

    /** A stop that was carried out. */
    private static JobSight stopping(Outcome outcome, int second) {
        return job(new Stop(outcome, "because", T0.plusSeconds(second)), true, false, null, false);
    }

    /** A stop of which nothing is carried out yet. */
    private static JobSight noted(int second) {
        return job(new Stop(Outcome.CANCELLED, "because", T0.plusSeconds(second)), false, false, null, false);
    }

    private static Stop halt(Decision decision) {
        assertThat(decision.orders()).first().isInstanceOf(Order.Note.class);
        return ((Order.Note) decision.orders().getFirst()).stop();
    }

    private static Ended end(AttemptState state, JobSight job, @Nullable PodSight pod, int second) {
        List<AttemptEvent> events = decide(state, job, pod, false, second).events();
        assertThat(events).last().isInstanceOf(Ended.class);
        return (Ended) events.getLast();
    }

    private static Decision decide(
            AttemptState state, JobSight job, @Nullable PodSight pod, boolean resultHere, int second) {
        Instant now = T0.plusSeconds(second);
        return AttemptDecider.decide(state, new Sight(job, pod, resultHere), TERMS, now);
    }
}
