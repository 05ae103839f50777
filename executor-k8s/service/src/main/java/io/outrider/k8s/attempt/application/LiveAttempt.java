package io.outrider.k8s.attempt.application;

import io.outrider.k8s.attempt.domain.AttemptKey;
import io.outrider.k8s.attempt.domain.AttemptState;
import io.outrider.k8s.attempt.domain.JobSight;
import io.outrider.k8s.attempt.domain.PodSight;
import io.outrider.k8s.attempt.domain.Stop;
import io.outrider.k8s.log.application.FollowedLog;
import io.outrider.k8s.log.domain.LogMark;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** What this replica knows of an attempt that has not ended. Sights come from any thread; the rest is used under the lock. */
final class LiveAttempt {

    final AttemptKey key;
    final ReentrantLock lock = new ReentrantLock();

    /** True once the last word is told. */
    final CompletableFuture<Boolean> told = new CompletableFuture<>();

    volatile @Nullable Papers papers;
    volatile @Nullable JobSight job;
    volatile @Nullable PodSight pod;
    volatile @Nullable Result result;
    volatile @Nullable LogMark mark;
    volatile boolean news;

    AttemptState state;

    @Nullable
    FollowedLog log;

    @Nullable
    Instant startedAt;

    @Nullable
    Instant killedAt;

    LiveAttempt(AttemptKey key, AttemptState state) {
        this.key = key;
        this.state = state;
    }

    /** Takes note that it has to end before the cluster says so. */
    void stopping(Stop stop) {
        JobSight seen = job;
        if (seen != null && seen.stop() == null) {
            job = new JobSight(
                    seen.createdAt(),
                    seen.timeout(),
                    seen.grace(),
                    stop,
                    seen.closed(),
                    seen.suspended(),
                    seen.failure(),
                    seen.gone());
        }
    }
}
