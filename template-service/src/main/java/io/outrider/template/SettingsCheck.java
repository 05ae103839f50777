package io.outrider.template;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/** Refuses, at the start, settings with which no template could ever be published. */
@ApplicationScoped
class SettingsCheck {

    private static final Duration SECOND = Duration.ofSeconds(1);

    /** Before anything else begins. */
    void start(@Observes @Priority(1) StartupEvent event, Settings settings) {
        check(settings);
    }

    static void check(Settings settings) {
        atLeast(SECOND, settings.buildSilence(), "build-silence");
        atLeast(1L, settings.source().maxCompressedBytes(), "source.max-compressed-bytes");
        atLeast(1L, settings.source().maxTotalBytes(), "source.max-total-bytes");
        atLeast(1, settings.source().maxEntries(), "source.max-entries");
        atLeast(1, settings.source().maxDepth(), "source.max-depth");
        atLeast(1, settings.source().maxPathLength(), "source.max-path-length");
        atLeast(1, settings.source().maxRatio(), "source.max-ratio");
        atLeast(SECOND, settings.git().timeout(), "git.timeout");
        atLeast(1L, settings.git().maxTransferBytes(), "git.max-transfer-bytes");
    }

    private static <T extends Comparable<T>> void atLeast(T least, T value, String name) {
        if (value.compareTo(least) < 0) {
            throw new IllegalArgumentException("Expected outrider.templates." + name + " to be at least " + least
                    + ", but it is " + value + "; set more, or leave it out for the default");
        }
    }
}
