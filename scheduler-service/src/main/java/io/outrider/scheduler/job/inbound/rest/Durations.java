package io.outrider.scheduler.job.inbound.rest;

import io.outrider.rest.FieldError;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Durations as people write them: {@code 90s}, {@code 10m}, {@code 1h30m}, {@code 2d}. */
final class Durations {

    private static final Pattern PART = Pattern.compile("(\\d{1,6})(ms|s|m|h|d)");
    private static final Pattern WHOLE = Pattern.compile("(?:\\d{1,6}(?:ms|s|m|h|d)){1,5}");

    private Durations() {}

    /** Returns the duration; null, and an error if the text is not one. */
    static @Nullable Duration read(String field, @Nullable String text, List<FieldError> errors) {
        if (text == null) {
            return null;
        }
        if (!WHOLE.matcher(text).matches()) {
            errors.add(new FieldError(field, "Expected a duration such as 90s, 10m or 1h30m, but was '" + text + "'"));
            return null;
        }
        Duration sum = Duration.ZERO;
        Matcher part = PART.matcher(text);
        while (part.find()) {
            long amount = Long.parseLong(part.group(1));
            sum = sum.plus(
                    switch (part.group(2)) {
                        case "ms" -> Duration.ofMillis(amount);
                        case "s" -> Duration.ofSeconds(amount);
                        case "m" -> Duration.ofMinutes(amount);
                        case "h" -> Duration.ofHours(amount);
                        default -> Duration.ofDays(amount);
                    });
        }
        return sum;
    }
}
