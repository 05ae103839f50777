package io.outrider.k8s.attempt.domain;

import io.outrider.k8s.attempt.domain.PodSight.Main;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Sights for tests: a task with a time-out of ten minutes and ten seconds of grace, created at {@link #T0}. */
final class Sights {

    static final Instant T0 = Instant.parse("2026-11-21T12:00:00Z");
    static final Terms TERMS =
            new Terms(Duration.ofMinutes(5), Duration.ofMinutes(1), Duration.ofSeconds(60), Duration.ofSeconds(60));
    static final Main WAITING = new Main.Waiting(null, null);

    private Sights() {}

    static JobSight job() {
        return job(null, false, null, false);
    }

    static JobSight job(@Nullable Stop stop, boolean suspended, @Nullable String failure, boolean gone) {
        return job(stop, suspended, suspended, failure, gone);
    }

    static JobSight job(
            @Nullable Stop stop, boolean closed, boolean suspended, @Nullable String failure, boolean gone) {
        return new JobSight(T0, Duration.ofMinutes(10), Duration.ofSeconds(10), stop, closed, suspended, failure, gone);
    }

    static PodSight pod(Main main) {
        return new PodSight("pod", "machine", T0.plusSeconds(1), main, false, null, null, true, null, null, false);
    }

    static PodSight unplaced(String trouble) {
        return new PodSight("pod", null, null, WAITING, false, trouble, null, false, null, null, false);
    }

    static PodSight ended(Main main, @Nullable String trouble) {
        return new PodSight("pod", "machine", T0.plusSeconds(1), main, true, trouble, null, false, null, null, false);
    }

    static PodSight killed(Main main, Instant killAt) {
        return new PodSight("pod", "machine", T0.plusSeconds(1), main, false, null, null, true, null, killAt, false);
    }

    static Main running(int second) {
        return new Main.Running(T0.plusSeconds(second));
    }

    static Main exit(int code, @Nullable String reason, int second) {
        return new Main.Terminated(code, reason, null, T0.plusSeconds(2), T0.plusSeconds(second));
    }
}
