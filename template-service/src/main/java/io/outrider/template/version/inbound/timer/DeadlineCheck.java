package io.outrider.template.version.inbound.timer;

import io.outrider.template.version.application.FollowingBuilds;
import io.outrider.template.version.application.Forgetting;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;

/** Asks now and then whether a build went silent, and what may be forgotten. */
@ApplicationScoped
public class DeadlineCheck {
    private final FollowingBuilds following;
    private final Forgetting forgetting;

    DeadlineCheck(FollowingBuilds following, Forgetting forgetting) {
        this.following = following;
        this.forgetting = forgetting;
    }

    @Scheduled(
            every = "{outrider.templates.deadline-check}",
            delayed = "{outrider.templates.deadline-check}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void check() {
        following.expire();
    }

    @Scheduled(every = "1h", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void forget() {
        forgetting.forget();
    }
}
