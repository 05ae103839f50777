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
 * Makes one event of each alert that Alertmanager or Grafana sends, finding everything that is wrong; an alert that is wrong does not
 * keep the others of its group from being events. An event's id follows from
 * fingerprint, start and status: what both of a pair send, and what is sent again, is the same event.
 */
final class AlertReader {

    /** What is said of the group, beside each alert in its event's data. */
    private static final List<String> OF_GROUP =
            List.of("receiver", "groupKey", "groupLabels", "externalURL", "truncatedAlerts", "orgId");

    /** Enough to see what is wrong. */
    private static final int MAX_ERRORS = 100;

    private static final String RESOLVED = "resolved";
    private static final Set<String> STATUS = Set.of("firing", RESOLVED);

    private final AlertSource from;
    private final String project;
    private final String source;
    private final Instant now;
    private final List<FieldError> errors = new ArrayList<>();
    private int mistakes;

    private AlertReader(AlertSource from, String project, @Nullable String source, Instant now) {
        this.from = from;
        this.project = project;
        this.source = source == null || source.isBlank() ? from.source() : source;
        this.now = now;
    }

    /**
     * What a request came to.
     *
     * @param events of the alerts that are right
     * @param refused how many are not
     * @param errors what is wrong with these, the first of them
     */
    record Reading(List<Event> events, int refused, List<FieldError> errors) {
        Reading {
            events = List.copyOf(events);
            errors = List.copyOf(errors);
        }
    }

    /**
     * Reads a request.
     *
     * @param source of the events; null: the usual one
     * @throws ProblemException (400) with everything that is wrong, when it is not about single alerts
     */
    static Reading read(JsonNode document, AlertSource from, String project, @Nullable String source, Instant now) {
        AlertReader reader = new AlertReader(from, project, source, now);
        JsonNode alerts = reader.alerts(document);
        if (!reader.errors.isEmpty()) {
            throw ProblemException.invalid(reader.errors);
        }
        return reader.group(document, alerts);
    }

    private JsonNode alerts(JsonNode group) {
        if (!group.isObject()) {
            error("body", "Expected " + from.product() + "'s webhook as an object, but was something else");
            return group;
        }
        checkVersion(group.path("version"));
        JsonNode alerts = group.path("alerts");
        if (!alerts.isArray() || alerts.size() > EventLimits.MAX_BATCH) {
            error(
                    "alerts",
                    "Expected a list of at most " + EventLimits.MAX_BATCH + " alerts, but was "
                            + (alerts.isArray() ? alerts.size() + " alerts" : "something else"));
        }
        return alerts;
    }

    private Reading group(JsonNode group, JsonNode alerts) {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < alerts.size(); i++) {
            String path = "alerts[" + i + "]";
            int before = mistakes;
            if (alerts.get(i) instanceof ObjectNode alert) {
                Event event = event(group, alert, path + ".");
                if (mistakes == before) {
                    events.add(event);
                }
            } else {
                error(path, "Expected an alert as an object, but was something else");
            }
        }
        return new Reading(events, alerts.size() - events.size(), errors);
    }

    private void checkVersion(JsonNode version) {
        if (!version.asText("").equals(from.version())) {
            String found = version.isValueNode() ? "version '" + shortened(version.asText()) + "'" : "none";
            error(
                    "version",
                    "Expected version " + from.version() + " of " + from.product() + "'s webhook, but was " + found);
        }
    }

    private Event event(JsonNode group, ObjectNode alert, String path) {
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
                data(group, alert, path),
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
    private String data(JsonNode group, ObjectNode alert, String path) {
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
