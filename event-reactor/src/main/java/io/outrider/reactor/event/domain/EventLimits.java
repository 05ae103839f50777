package io.outrider.reactor.event.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What an event may look like, whichever way it comes. */
public final class EventLimits {

    public static final int MAX_BATCH = 1_000;
    /** Alerts of a group: who sends them cannot send a group in parts. */
    public static final int MAX_ALERTS = 5_000;
    /** Levels of objects and lists in the data. */
    public static final int MAX_DEPTH = 32;
    /** Characters of data: the event and the job that it starts have to fit into Kafka's 1 MiB together. */
    public static final int MAX_DATA = 256 * 1024;

    private static final int MAX_ID = 256;
    private static final int MAX_TEXT = 1_024;
    private static final int MAX_TYPE = 512;
    private static final int MAX_EXTENSIONS = 32;
    /** What RFC 3339 can write, and the database stores. */
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");

    private static final Instant END = Instant.parse("9999-12-31T23:59:59Z").plusSeconds(1);
    private static final Pattern PROJECT = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
    private static final Pattern EXTENSION = Pattern.compile("[a-z0-9]{1,64}");

    private EventLimits() {}

    /** Returns everything that is wrong with the event; empty if nothing is. */
    public static List<Finding> check(Event event) {
        List<Finding> findings = new ArrayList<>();
        if (!PROJECT.matcher(event.project()).matches()) {
            findings.add(new Finding("project", "Expected lower-case letters, digits and '-', but was something else"));
        }
        text(findings, "id", event.id(), MAX_ID);
        text(findings, "source", event.source(), MAX_TEXT);
        text(findings, "type", event.type(), MAX_TYPE);
        if (event.subject() != null) {
            text(findings, "subject", event.subject(), MAX_TEXT);
        }
        if (event.time().isBefore(FIRST) || !event.time().isBefore(END)) {
            findings.add(new Finding(
                    "time", "Expected a time of the years 1 to 9999 such as 2026-01-31T12:00:00Z, but was another"));
        }
        if (event.extensions().size() > MAX_EXTENSIONS) {
            findings.add(new Finding(
                    "extensions",
                    "Expected at most " + MAX_EXTENSIONS + " attributes, but there are "
                            + event.extensions().size()));
        }
        event.extensions().forEach((name, value) -> extension(findings, name, value));
        if (event.data().length() > MAX_DATA) {
            findings.add(new Finding(
                    "data",
                    "Expected at most " + MAX_DATA + " characters, but it has "
                            + event.data().length()));
        }
        return findings;
    }

    private static void extension(List<Finding> findings, String name, String value) {
        if (!EXTENSION.matcher(name).matches()) {
            findings.add(new Finding(
                    shortened(name), "Expected a name of at most 64 lower-case letters and digits, but was another"));
        } else if (!value.isEmpty()) {
            text(findings, name, value, MAX_TEXT);
        }
    }

    private static void text(List<Finding> findings, String field, @Nullable String value, int max) {
        if (value == null || value.isBlank()) {
            findings.add(new Finding(field, "Expected a text, but it is empty"));
        } else if (value.length() > max) {
            findings.add(new Finding(field, "Expected at most " + max + " characters, but it has " + value.length()));
        } else if (value.chars().anyMatch(Character::isISOControl)) {
            findings.add(new Finding(field, "Expected no control characters, but there are some"));
        }
    }

    private static String shortened(String text) {
        return text.length() <= 64 ? text : text.substring(0, 64) + "…";
    }
}
