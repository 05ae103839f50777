package io.outrider.scheduler.log.application;

import io.outrider.scheduler.job.domain.JobId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Wakes who follows a job, right after the commit that changed it. Only within this instance: followers also look by
 * themselves now and then, for what another replica wrote.
 */
@ApplicationScoped
public class Wakeups {

    private final Map<JobId, CopyOnWriteArraySet<Follower>> followers = new ConcurrentHashMap<>();

    /** Says that a job's log or status changed. */
    public void changed(Collection<JobId> jobs) {
        if (followers.isEmpty()) {
            return;
        }
        for (JobId job : jobs) {
            CopyOnWriteArraySet<Follower> waiting = followers.get(job);
            if (waiting != null) {
                waiting.forEach(Follower::wake);
            }
        }
    }

    /** Begins to follow a job; close it in the end. */
    public Follower follow(JobId job) {
        Follower follower = new Follower(job);
        followers.compute(job, (any, set) -> {
            CopyOnWriteArraySet<Follower> known = set == null ? new CopyOnWriteArraySet<>() : set;
            known.add(follower);
            return known;
        });
        return follower;
    }

    /** One who follows a job. */
    public final class Follower implements AutoCloseable {
        private final JobId job;
        private final Semaphore changes = new Semaphore(0);

        private Follower(JobId job) {
            this.job = job;
        }

        private void wake() {
            if (changes.availablePermits() == 0) {
                changes.release();
            }
        }

        /** Waits until something changed or this much time has gone by. */
        public void await(Duration longest) throws InterruptedException {
            if (changes.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS)) {
                changes.drainPermits();
            }
        }

        @Override
        public void close() {
            followers.computeIfPresent(job, (any, set) -> {
                set.remove(this);
                return set.isEmpty() ? null : set;
            });
        }
    }
}
