package io.outrider.reactor.reaction.notation;

import io.outrider.reactor.event.domain.Retention;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as users write them: {@code 30s}, {@code 10m}, {@code 1h}, {@code 7d}. */
public final class Durations {

    /** In seconds. */
    static final int LONGEST = (int) Retention.LONGEST_WAIT.toSeconds();

    private static final Pattern TEXT = Pattern.compile("(\\d{1,7})([smhd])");

    private Durations() {}

    /** Returns the seconds; -1 for what is no duration or longer than seven days. */
    public static int seconds(String text) {
        Matcher matcher = TEXT.matcher(text.strip());
        if (!matcher.matches()) {
            return -1;
        }
        long unit = switch (matcher.group(2)) {
            case "s" -> 1;
            case "m" -> 60;
            case "h" -> 3_600;
            default -> 86_400;
        };
        long seconds = Long.parseLong(matcher.group(1)) * unit;
        return seconds <= LONGEST ? (int) seconds : -1;
    }
}
