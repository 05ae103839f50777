package io.outrider.build.queue.application;

import io.outrider.build.configuration.BuildSettings;
import io.outrider.build.queue.domain.BuildDecider;
import io.outrider.build.queue.domain.BuildLimits;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The rules with the configured limits. */
@Dependent
public class BuildRules {

    @Produces
    @Singleton
    BuildDecider decider(BuildSettings settings) {
        return new BuildDecider(new BuildLimits(
                settings.attempts(),
                settings.lease(),
                settings.deadline(),
                settings.queueDeadline(),
                settings.backoff()));
    }
}
