package io.outrider.cli.output;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Texts of table cells for the kinds of value that Outrider's resources have. */
public final class Cells {
    private Cells() {}

    public static String text(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        return value.isContainerNode() ? value.toString() : value.asText();
    }

    /** {@code a=1,b=2} for an object of plain values. */
    public static String pairs(JsonNode object) {
        return object.properties().stream()
                .map(entry -> entry.getKey() + "=" + text(entry.getValue()))
                .collect(Collectors.joining(","));
    }

    /** One line for each field of an object: {@code name: value}. */
    public static String lines(JsonNode object) {
        return object.properties().stream()
                .map(entry -> entry.getKey() + ": " + text(entry.getValue()))
                .collect(Collectors.joining("\n"));
    }

    /** The texts that are not empty, with blanks between. */
    public static String words(String... words) {
        return Arrays.stream(words).filter(word -> !word.isEmpty()).collect(Collectors.joining(" "));
    }

    public static String joined(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).map(Cells::text).collect(Collectors.joining(","));
    }

    /** How long ago, in the largest sensible unit: {@code 42s}, {@code 7m}, {@code 3h}, {@code 12d}. */
    public static String age(JsonNode instant, Instant now) {
        return instant(instant)
                .map(then -> shortDuration(Duration.between(then, now)))
                .orElse("");
    }

    /** A moment with how far away it is: {@code 2026-11-21T12:00:00Z (in 42s)}, {@code … (3m ago)}; empty when it is none. */
    public static String moment(JsonNode instant, Instant now) {
        return instant(instant)
                .map(then -> {
                    String distance = shortDuration(Duration.between(then, now).abs());
                    return then.truncatedTo(ChronoUnit.MILLIS)
                            + (then.isAfter(now) ? " (in " + distance + ")" : " (" + distance + " ago)");
                })
                .orElse("");
    }

    /** {@code 1 job}, {@code 3 jobs}. */
    public static String count(long number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }

    /** From start to end, or to now when it has not ended; empty when it has not started. */
    public static String span(JsonNode start, JsonNode end, Instant now) {
        return instant(start)
                .map(from -> Duration.between(from, instant(end).orElse(now)))
                .map(Cells::preciseDuration)
                .orElse("");
    }

    public static String preciseDuration(Duration duration) {
        long millis = Math.max(0, duration.toMillis());
        if (millis < 1_000) {
            return millis + " ms";
        }
        if (millis < 60_000) {
            return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
        }
        if (millis < 3_600_000) {
            return duration.toMinutes() + " min " + duration.toSecondsPart() + " s";
        }
        return duration.toHours() + " h " + duration.toMinutesPart() + " min";
    }

    public static String bytes(long size) {
        if (size < 1024) {
            return size + " B";
        }
        double kib = size / 1024.0;
        return kib < 1024
                ? String.format(Locale.ROOT, "%.1f KiB", kib)
                : String.format(Locale.ROOT, "%.1f MiB", kib / 1024);
    }

    private static String shortDuration(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        if (seconds < 120) {
            return seconds + "s";
        }
        if (seconds < 7_200) {
            return seconds / 60 + "m";
        }
        return seconds < 172_800 ? seconds / 3_600 + "h" : seconds / 86_400 + "d";
    }

    private static Optional<Instant> instant(JsonNode value) {
        try {
            return value.isTextual() ? Optional.of(Instant.parse(value.asText())) : Optional.empty();
        } catch (DateTimeParseException notAnInstant) {
            return Optional.empty();
        }
    }
}
