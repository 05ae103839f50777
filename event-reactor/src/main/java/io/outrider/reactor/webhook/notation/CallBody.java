package io.outrider.reactor.webhook.notation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.outrider.reactor.notation.PlainJson;
import io.outrider.rest.ProblemException;
import io.outrider.rest.problem.JsonProblems;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The body of another system's request as plain values: JSON as what it says, a form as an object of texts, all else as a text. */
public final class CallBody {

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final int MAX_FIELDS = 1_000;

    private CallBody() {}

    /**
     * Reads a body. Without a content type it is JSON.
     *
     * @throws ProblemException (400) when it is not what the content type says
     */
    public static @Nullable Object values(@Nullable String contentType, byte[] body) {
        String type = mediaType(contentType);
        if (type.isEmpty() || type.equals("application/json") || type.endsWith("+json")) {
            return json(body);
        }
        String text = text(body);
        return type.equals(FORM) ? form(text) : text;
    }

    private static @Nullable Object json(byte[] body) {
        try {
            JsonNode tree = PlainJson.tree(body);
            if (tree.isMissingNode()) {
                throw ProblemException.invalid("body", "Expected JSON, but it is empty");
            }
            return PlainJson.values(tree);
        } catch (JsonProcessingException e) {
            throw JsonProblems.of(e);
        }
    }

    private static String text(byte[] body) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException e) {
            throw ProblemException.invalid("body", "Expected text in UTF-8, but was another encoding");
        }
    }

    private static Map<String, Object> form(String text) {
        Map<String, Object> fields = new LinkedHashMap<>();
        try {
            for (String field : text.split("&", MAX_FIELDS)) {
                int equals = field.indexOf('=');
                if (equals > 0) {
                    fields.putIfAbsent(decoded(field.substring(0, equals)), decoded(field.substring(equals + 1)));
                }
            }
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid("body", "Expected an encoded form, but was something else");
        }
        return fields;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static String mediaType(@Nullable String contentType) {
        String type = contentType == null ? "" : contentType;
        int end = type.indexOf(';');
        return (end < 0 ? type : type.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }
}
