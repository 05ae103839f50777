package io.outrider.k8s.settings;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/** Refuses, at the start, settings with which no task would ever run. */
@ApplicationScoped
class SettingsCheck {

    private static final Duration SECOND = Duration.ofSeconds(1);

    /** Before anything else begins. */
    void start(@Observes @Priority(1) StartupEvent event, K8sSettings settings) {
        check(settings);
    }

    static void check(K8sSettings settings) {
        atLeast(1, settings.slots(), "slots");
        atLeast(SECOND, settings.lease().duration(), "lease.duration");
        atLeast(SECOND, settings.startTimeout(), "start-timeout");
        atLeast(Duration.ZERO, settings.pullTimeout(), "pull-timeout");
        atLeast(SECOND, settings.uploadTime(), "upload-time");
        atLeast(Duration.ZERO, settings.nodeLostAfter(), "node-lost-after");
        atLeast(SECOND, settings.ttl(), "ttl");
        atLeast(1, settings.memoryMb(), "memory-mb");
        atLeast(1, settings.diskMb(), "disk-mb");
    }

    private static <T extends Comparable<T>> void atLeast(T least, T value, String name) {
        if (value.compareTo(least) < 0) {
            throw new IllegalArgumentException("Expected outrider.k8s." + name + " to be at least " + least
                    + ", but it is " + value + "; set more, or leave it out for the default");
        }
    }
}
