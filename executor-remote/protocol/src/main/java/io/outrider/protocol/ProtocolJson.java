package io.outrider.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;

/**
 * JSON as both sides write and read it: unknown fields are passed over (the other side may be newer), nulls are left out,
 * depth and lengths are bounded, a field that breaks a message's rule is named.
 */
public final class ProtocolJson {

    // Deep enough for every message (5 levels); deeper is an attack.
    private static final int MAX_DEPTH = 32;
    // The longest text is a task's parameters or outputs, 1 MiB each; escapes may make it longer.
    private static final int MAX_TEXT = 4 * 1024 * 1024;

    private static final ObjectMapper MAPPER = build();

    private ProtocolJson() {}

    /** Returns the shared mapper. */
    public static ObjectMapper mapper() {
        return MAPPER;
    }

    /**
     * Reads a message.
     *
     * @throws IllegalArgumentException if the bytes are no JSON, or break one of the message's rules
     */
    public static <T> T read(byte[] json, Class<T> type) {
        try {
            T value = MAPPER.readValue(json, type);
            return Expect.present(type.getSimpleName(), value);
        } catch (JsonMappingException e) {
            throw new IllegalArgumentException(rule(e), e);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "Expected " + type.getSimpleName() + " as JSON, but " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a message as UTF-8. */
    public static byte[] write(Object message) {
        try {
            return MAPPER.writeValueAsBytes(message);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(
                    "Expected to write " + message.getClass().getSimpleName() + " as JSON", e);
        }
    }

    private static String rule(JsonMappingException e) {
        Throwable cause = e.getCause();
        String path = e.getPathReference().replaceAll("[\\w.$]+\\.(\\w+)\\[", "$1[");
        String message = cause instanceof IllegalArgumentException ? cause.getMessage() : e.getOriginalMessage();
        return e.getPath().isEmpty() ? message : message + " (at " + path + ")";
    }

    private static ObjectMapper build() {
        JsonFactory factory = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .maxStringLength(MAX_TEXT)
                        .build())
                .build();
        return JsonMapper.builder(factory)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.READ_UNKNOWN_ENUM_VALUES_USING_DEFAULT_VALUE)
                .defaultPropertyInclusion(
                        JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
                .addModule(new SimpleModule()
                        .addSerializer(Instant.class, new InstantJson.Writer())
                        .addDeserializer(Instant.class, new InstantJson.Reader()))
                .build();
    }
}
