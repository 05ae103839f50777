package io.outrider.build.configuration;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/** Refuses, at the start, settings with which nothing would ever be built. */
@ApplicationScoped
class SettingsCheck {

    private static final Duration SECOND = Duration.ofSeconds(1);

    /** Before anything else begins. */
    void start(@Observes @Priority(1) StartupEvent event, BuildSettings settings) {
        check(settings);
    }

    static void check(BuildSettings settings) {
        atLeast(1, settings.limit(), "limit");
        atLeast(1, settings.attempts(), "attempts");
        atLeast(SECOND, settings.lease(), "lease");
        atLeast(SECOND, settings.deadline(), "deadline");
        atLeast(SECOND, settings.queueDeadline(), "queue-deadline");
        atLeast(Duration.ZERO, settings.backoff(), "backoff");
        atLeast(Duration.ofMillis(1), settings.pollInterval(), "poll-interval");
        atLeast(1L, settings.content().maxBytes(), "content.max-bytes");
        atLeast(1, settings.content().maxEntries(), "content.max-entries");
        atLeast(1, settings.content().maxDepth(), "content.max-depth");
        atLeast(0L, settings.log().maxBytes(), "log.max-bytes");
    }

    private static <T extends Comparable<T>> void atLeast(T least, T value, String name) {
        if (value.compareTo(least) < 0) {
            throw new IllegalArgumentException("Expected outrider.build." + name + " to be at least " + least
                    + ", but it is " + value + "; set more, or leave it out for the default");
        }
    }
}
