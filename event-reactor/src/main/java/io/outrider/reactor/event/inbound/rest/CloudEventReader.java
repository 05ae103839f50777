package io.outrider.reactor.event.inbound.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.outrider.reactor.event.domain.Event;
import io.outrider.reactor.event.domain.EventLimits;
import io.outrider.reactor.notation.PlainJson;
import io.outrider.rest.FieldError;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads CloudEvents 1.0 in the JSON format (structured and batched mode), finding everything that is wrong. The SDK's reader stops at
 * the first mistake and does not say where it is in a batch, hence this one.
 *
 * <p>Data that is no JSON is kept as a JSON text: text as it is, everything else in base64.
 */
final class CloudEventReader {

    private static final Set<String> ATTRIBUTES =
            Set.of("specversion", "id", "source", "type", "subject", "time", "data", "data_base64");

    private final Reception reception;
    private final List<Event> events = new ArrayList<>();
    private final List<FieldError> errors = new ArrayList<>();

    CloudEventReader(Reception reception) {
        this.reception = reception;
    }

    /** Reads one event. */
    ReadEvents structured(JsonNode document) {
        read(document, "", true);
        return result();
    }

    /** Reads one event of a person: all but the type may be missing. */
    ReadEvents plain(JsonNode document) {
        read(document, "", false);
        return result();
    }

    /** Reads a list of events. */
    ReadEvents batch(JsonNode document) {
        if (!document.isArray()) {
            errors.add(new FieldError("body", "Expected a list of events, but was something else"));
        } else if (document.size() > EventLimits.MAX_BATCH) {
            errors.add(new FieldError(
                    "body", "Expected at most " + EventLimits.MAX_BATCH + " events, but there are " + document.size()));
        } else {
            for (int i = 0; i < document.size(); i++) {
                read(document.get(i), "[" + i + "].", true);
            }
        }
        return result();
    }

    /** Takes one event in binary mode. */
    ReadEvents binary(Map<String, String> attributes, byte[] body) {
        Map<String, String> extensions = new HashMap<>(attributes);
        extensions.keySet().removeAll(ATTRIBUTES);
        String version = attributes.get("specversion");
        if (!"1.0".equals(version)) {
            errors.add(new FieldError("specversion", "Expected 1.0, but was " + version));
        }
        Instant time = time(attributes.get("time"), "");
        String data = data(body, extensions.get("datacontenttype"), "");
        add(
                "",
                new Event(
                        reception.project(),
                        attributes.getOrDefault("source", ""),
                        attributes.getOrDefault("id", ""),
                        attributes.getOrDefault("type", ""),
                        attributes.get("subject"),
                        time,
                        extensions,
                        data,
                        0,
                        reception.now()));
        return result();
    }

    private ReadEvents result() {
        return new ReadEvents(List.copyOf(events), List.copyOf(errors));
    }

    private void read(JsonNode node, String path, boolean strict) {
        if (!node.isObject()) {
            String field = path.isEmpty() ? "body" : path.substring(0, path.length() - 1);
            errors.add(new FieldError(field, "Expected an event as an object, but was something else"));
            return;
        }
        String version = text(node, "specversion", path);
        if (strict ? !"1.0".equals(version) : version != null && !version.equals("1.0")) {
            errors.add(new FieldError(path + "specversion", "Expected 1.0, but was " + version));
        }
        String id = text(node, "id", path);
        String source = text(node, "source", path);
        String type = text(node, "type", path);
        Map<String, String> extensions = extensions(node, path);
        add(
                path,
                new Event(
                        reception.project(),
                        source == null && !strict ? "/outrider/user/" + reception.sender() : orEmpty(source),
                        id == null && !strict ? UUID.randomUUID().toString() : orEmpty(id),
                        orEmpty(type),
                        text(node, "subject", path),
                        time(text(node, "time", path), path),
                        extensions,
                        data(node, extensions.get("datacontenttype"), path),
                        0,
                        reception.now()));
    }

    private void add(String path, Event event) {
        EventLimits.check(event)
                .forEach(finding -> errors.add(new FieldError(path + finding.field(), finding.message())));
        events.add(event);
    }

    private @Nullable String text(JsonNode node, String name, String path) {
        JsonNode value = node.path(name);
        if (!value.isMissingNode() && !value.isNull() && !value.isTextual()) {
            errors.add(new FieldError(path + name, "Expected a text, but was something else"));
        }
        return value.isTextual() ? value.textValue() : null;
    }

    private Map<String, String> extensions(JsonNode node, String path) {
        Map<String, String> extensions = new HashMap<>();
        node.properties().forEach(field -> {
            if (ATTRIBUTES.contains(field.getKey()) || field.getValue().isNull()) {
                return;
            }
            if (field.getValue().isContainerNode()) {
                errors.add(new FieldError(
                        path + field.getKey(), "Expected a text, number or boolean, but was an object or a list"));
            } else {
                extensions.put(field.getKey(), field.getValue().asText());
            }
        });
        return extensions;
    }

    private Instant time(@Nullable String text, String path) {
        if (text == null) {
            return reception.now();
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            // The parser's own message names an index, not the field.
            errors.add(new FieldError(
                    path + "time", "Expected an RFC 3339 time such as 2026-01-31T12:00:00Z, but was another"));
            return reception.now();
        }
    }

    private String data(JsonNode node, @Nullable String contentType, String path) {
        if (node.has("data") && node.hasNonNull("data_base64")) {
            errors.add(new FieldError(path + "data_base64", "Expected either data or data_base64, but both are there"));
        }
        String base64 = text(node, "data_base64", path);
        if (base64 == null) {
            return json(node.path("data"), path);
        }
        try {
            return data(Base64.getDecoder().decode(base64), contentType, path);
        } catch (IllegalArgumentException e) {
            errors.add(new FieldError(path + "data_base64", "Expected base64, but was something else"));
            return "null";
        }
    }

    private String data(byte[] body, @Nullable String contentType, String path) {
        String type = contentType == null ? "application/json" : contentType.toLowerCase(Locale.ROOT);
        if (body.length == 0) {
            return "null";
        }
        if (type.matches("[^;]*[/+]json\\s*(;.*)?")) {
            try {
                return json(PlainJson.tree(body), path);
            } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
                errors.add(
                        new FieldError(path + "data", "Expected JSON as datacontenttype says, but was something else"));
                return "null";
            }
        }
        return PlainJson.text(
                type.startsWith("text/")
                        ? decoded(body, path)
                        : Base64.getEncoder().encodeToString(body));
    }

    private String decoded(byte[] body, String path) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException e) {
            errors.add(new FieldError(path + "data", "Expected text in UTF-8, but was another encoding"));
            return "";
        }
    }

    private String json(JsonNode data, String path) {
        if (data.isMissingNode()) {
            return "null";
        }
        if (PlainJson.depth(data) > EventLimits.MAX_DEPTH) {
            errors.add(new FieldError(
                    path + "data", "Expected at most " + EventLimits.MAX_DEPTH + " levels, but it nests deeper"));
            return "null";
        }
        return PlainJson.text(data);
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
