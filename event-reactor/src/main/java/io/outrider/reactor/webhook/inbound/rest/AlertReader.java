package io.outrider.reactor.webhook.inbound.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.outrider.reactor.event.domain.Event;
import io.outrider.reactor.event.domain.EventLimits;
import io.outrider.reactor.event.domain.StableId;
import io.outrider.reactor.notation.PlainJson;
import io.outrider.rest.FieldError;
import io.outrider.rest.ProblemException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes one event of each alert of a group that Alertmanager or Grafana sends, finding everything that is wrong; an alert that is wrong does
 * not keep the others from being events. They are made in portions, as each holds what is said of the group. An event's id follows from
 * fingerprint, start and status: what both of a pair send, and what is sent again, is the same event.
 */
final class AlertReader {

    /** What is said of the group, beside each alert in its event's data. */
    private static final List<String> OF_GROUP =
            List.of("receiver", "groupKey", "groupLabels", "externalURL", "truncatedAlerts", "orgId");

    /** Characters of one of them. */
    private static final int MAX_OF_GROUP = 16 * 1024;

    /** Characters of data, from which on a portion is full. */
    private static final int PORTION = 512 * 1024;

    /** Enough to see what is wrong. */
    private static final int MAX_ERRORS = 100;

    private static final String RESOLVED = "resolved";
    private static final Set<String> STATUS = Set.of("firing", RESOLVED);

    private final AlertSource from;
    private final String project;
    private final String source;
    private final Instant now;
    private final JsonNode group;
    private final JsonNode alerts;
    private final List<FieldError> errors = new ArrayList<>();
    private int next;
    private int refused;
    private int mistakes;

    /**
     * Reads what is said of the group.
     *
     * @param source of the events; null: the usual one
     * @throws ProblemException (400) with everything that is wrong with it
     */
    AlertReader(JsonNode group, AlertSource from, String project, @Nullable String source, Instant now) {
        this.from = from;
        this.project = project;
        this.source = source == null || source.isBlank() ? from.source() : source;
        this.now = now;
        this.group = group;
        this.alerts = group.path("alerts");
        check();
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
    }

    /** Tells whether there are alerts that were not read yet. */
    boolean hasNext() {
        return next < alerts.size();
    }

    /** Returns the events of the next alerts that are right. */
    List<Event> next() {
        List<Event> events = new ArrayList<>();
        int size = 0;
        while (hasNext() && size < PORTION && events.size() < EventLimits.MAX_BATCH) {
            int before = mistakes;
            Event event = event(alerts.get(next), "alerts[" + next + "]");
            next++;
            if (event != null && mistakes == before) {
                events.add(event);
                size += event.data().length();
            } else {
                refused++;
            }
        }
        return events;
    }

    /** Returns how many alerts were wrong so far. */
    int refused() {
        return refused;
    }

    /** Returns what is wrong with them, the first of it. */
    List<FieldError> errors() {
        return List.copyOf(errors);
    }

    /** Returns how many alerts the sender has left out. */
    int truncated() {
        return Math.max(0, group.path("truncatedAlerts").asInt(0));
    }

    private void check() {
        if (!group.isObject()) {
            error("body", "Expected " + from.product() + "'s webhook as an object, but was something else");
            return;
        }
        checkVersion(group.path("version"));
        if (!alerts.isArray() || alerts.size() > EventLimits.MAX_ALERTS) {
            error(
                    "alerts",
                    "Expected a list of at most " + EventLimits.MAX_ALERTS + " alerts, but was "
                            + (alerts.isArray() ? alerts.size() + " alerts" : "something else"));
        }
        for (String field : OF_GROUP) {
            if (!isShort(group.path(field))) {
                error(field, "Expected at most " + MAX_OF_GROUP + " characters, but there are more");
            }
        }
    }

    /** What is said of the group is in each of its events. */
    private static boolean isShort(JsonNode ofGroup) {
        return ofGroup.isTextual()
                ? ofGroup.textValue().length() <= MAX_OF_GROUP
                : PlainJson.text(ofGroup).length() <= MAX_OF_GROUP;
    }

    private @Nullable Event event(JsonNode alert, String path) {
        if (alert instanceof ObjectNode object) {
            return event(object, path + ".");
        }
        error(path, "Expected an alert as an object, but was something else");
        return null;
    }

    private void checkVersion(JsonNode version) {
        if (!version.asText("").equals(from.version())) {
            String found = version.isValueNode() ? "version '" + shortened(version.asText()) + "'" : "none";
            error(
                    "version",
                    "Expected version " + from.version() + " of " + from.product() + "'s webhook, but was " + found);
        }
    }

    private Event event(ObjectNode alert, String path) {
        int before = mistakes;
        String status = text(alert, "status", path);
        if (!status.isEmpty() && !STATUS.contains(status)) {
            error(path + "status", "Expected firing or resolved, but was '" + shortened(status) + "'");
        }
        texts(alert, "labels", path);
        texts(alert, "annotations", path);
        String name = text(alert.path("labels"), "alertname", path + "labels.");
        String fingerprint = text(alert, "fingerprint", path);
        Instant start = time(alert, "startsAt", path);
        Instant end = status.equals(RESOLVED) ? time(alert, "endsAt", path) : start;
        Event event = new Event(
                project,
                source,
                StableId.of("alert", fingerprint, start.toString(), status).toString(),
                from.prefix() + name,
                fingerprint,
                end,
                Map.of("status", status),
                data(alert, path),
                0,
                now);
        if (mistakes == before) {
            String timed = status.equals(RESOLVED) ? "endsAt" : "startsAt";
            EventLimits.check(event)
                    .forEach(finding -> error(
                            path + (finding.field().equals("time") ? timed : finding.field()), finding.message()));
        }
        return event;
    }

    /** The alert as it came, and above it what is said of its group. */
    private String data(ObjectNode alert, String path) {
        if (PlainJson.depth(alert) >= EventLimits.MAX_DEPTH) {
            error(path, "Expected less than " + EventLimits.MAX_DEPTH + " levels, but it nests deeper");
            return "null";
        }
        ObjectNode data = alert.deepCopy();
        for (String field : OF_GROUP) {
            JsonNode value = group.path(field);
            boolean plain = value.isValueNode() || (field.equals("groupLabels") && PlainJson.depth(value) == 1);
            if (!data.has(field) && plain && !value.isNull()) {
                data.set(field, value);
            }
        }
        return PlainJson.text(data);
    }

    private String text(JsonNode node, String name, String path) {
        JsonNode value = node.path(name);
        if (value.isTextual() && !value.textValue().isBlank()) {
            return value.textValue();
        }
        error(path + name, "Expected a text, but was " + (value.isMissingNode() ? "missing" : "something else"));
        return "";
    }

    private void texts(JsonNode alert, String name, String path) {
        JsonNode map = alert.path(name);
        if (map.isMissingNode() || map.isNull()) {
            return;
        }
        if (!map.isObject()) {
            error(path + name, "Expected an object of texts, but was something else");
        }
        map.properties().stream()
                .filter(entry -> !entry.getValue().isTextual())
                .forEach(entry -> error(
                        path + name + "." + shortened(entry.getKey()), "Expected a text, but was something else"));
    }

    private Instant time(JsonNode alert, String name, String path) {
        try {
            return OffsetDateTime.parse(alert.path(name).asText("")).toInstant();
        } catch (DateTimeException e) {
            error(path + name, "Expected an RFC 3339 time such as 2026-01-31T12:00:00Z, but was another");
            return now;
        }
    }

    private void error(String field, String message) {
        mistakes++;
        if (errors.size() < MAX_ERRORS) {
            errors.add(new FieldError(field, message));
        }
    }

    private static String shortened(String text) {
        return text.length() <= 64 ? text : text.substring(0, 64) + "…";
    }
}
