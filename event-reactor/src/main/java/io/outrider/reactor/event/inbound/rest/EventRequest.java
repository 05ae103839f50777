package io.outrider.reactor.event.inbound.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.outrider.reactor.notation.PlainJson;
import io.outrider.rest.FieldError;
import io.outrider.rest.ProblemException;
import io.outrider.rest.problem.JsonProblems;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells the modes of the CloudEvents HTTP binding apart and reads the events of a request. */
final class EventRequest {

    private static final String PREFIX = "ce-";

    private EventRequest() {}

    /**
     * Reads a request.
     *
     * @param headers by lower-case name
     * @throws ProblemException (400, 415) with everything that is wrong
     */
    static ReadEvents read(Map<String, String> headers, byte[] body, Reception reception) {
        ReadEvents read = parse(headers, body, new CloudEventReader(reception));
        if (!read.errors().isEmpty()) {
            throw ProblemException.invalid(read.errors());
        }
        return read;
    }

    private static ReadEvents parse(Map<String, String> headers, byte[] body, CloudEventReader reader) {
        String type = mediaType(headers.get("content-type"));
        try {
            if (type.equals("application/cloudevents+json")) {
                return reader.structured(PlainJson.tree(body));
            }
            if (type.equals("application/cloudevents-batch+json")) {
                return reader.batch(PlainJson.tree(body));
            }
            if (headers.keySet().stream().anyMatch(name -> name.startsWith(PREFIX))) {
                return reader.binary(attributes(headers), body);
            }
            if (type.equals("application/json")) {
                return reader.plain(PlainJson.tree(body));
            }
        } catch (JsonProcessingException e) {
            throw JsonProblems.of(e);
        }
        throw new ProblemException(
                415,
                "media-type",
                "Unsupported media type",
                "Expected application/cloudevents+json, application/cloudevents-batch+json, application/json, or ce-* headers,"
                        + " but was '" + type + "'",
                List.of(new FieldError("Content-Type", "Expected one of those, but was another")));
    }

    private static Map<String, String> attributes(Map<String, String> headers) {
        Map<String, String> attributes = new HashMap<>();
        headers.forEach((name, value) -> {
            if (name.startsWith(PREFIX)) {
                attributes.put(name.substring(PREFIX.length()), decoded(name, value));
            }
        });
        String contentType = headers.get("content-type");
        if (contentType != null) {
            attributes.put("datacontenttype", contentType);
        }
        return attributes;
    }

    /** Percent-decoded, as the HTTP binding (3.1.3.2) says; a plus stays a plus. */
    private static String decoded(String name, String value) {
        try {
            return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid(name, "Expected percent-encoded text, but was something else");
        }
    }

    private static String mediaType(@Nullable String contentType) {
        if (contentType == null) {
            return "";
        }
        int end = contentType.indexOf(';');
        return (end < 0 ? contentType : contentType.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }
}
