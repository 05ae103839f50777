package io.outrider.template.version.inbound.timer;

import io.outrider.template.version.application.FollowingBuilds;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;

/** Asks now and then whether a build went silent. */
@ApplicationScoped
public class DeadlineCheck {
    private final FollowingBuilds following;

    DeadlineCheck(FollowingBuilds following) {
        this.following = following;
    }

    @Scheduled(
            every = "{outrider.templates.deadline-check}",
            delayed = "{outrider.templates.deadline-check}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void check() {
        following.expire();
    }
}
