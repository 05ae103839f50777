package io.outrider.scheduler.task.domain;

import java.time.Duration;

/** Durations as people say them: {@code 1 h}, {@code 90 s}, {@code 10 min}. */
final class Words {

    private Words() {}

    static String of(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds > 0 && seconds % 3600 == 0) {
            return seconds / 3600 + " h";
        }
        if (seconds >= 120 && seconds % 60 == 0) {
            return seconds / 60 + " min";
        }
        return seconds > 0 ? seconds + " s" : duration.toMillis() + " ms";
    }
}
