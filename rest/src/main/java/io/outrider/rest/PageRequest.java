package io.outrider.rest;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which page of a list is wanted.
 *
 * @param limit 1 to {@value #MAX_LIMIT} items
 * @param after the key of the last item of the page before; null for the first page
 */
public record PageRequest(int limit, @Nullable String after) {

    public static final int DEFAULT_LIMIT = 50;
    public static final int MAX_LIMIT = 500;

    private static final int MAX_CURSOR = 1_024;

    /**
     * Reads the query parameters {@code limit} and {@code cursor}.
     *
     * @throws ProblemException (400) naming each parameter that is wrong
     */
    public static PageRequest of(@Nullable Integer limit, @Nullable String cursor) {
        List<FieldError> errors = new ArrayList<>();
        int wanted = limit == null ? DEFAULT_LIMIT : limit;
        if (wanted < 1 || wanted > MAX_LIMIT) {
            errors.add(new FieldError("limit", "Expected 1 to " + MAX_LIMIT + ", but was " + wanted));
        }
        String after = cursor == null ? null : decode(cursor);
        if (cursor != null && after == null) {
            errors.add(new FieldError("cursor", "Expected the nextCursor of an earlier page, but was something else"));
        }
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
        return new PageRequest(wanted, after);
    }

    /** Returns the cursor that leads to the page after this key. */
    public static String cursor(String key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(StandardCharsets.UTF_8));
    }

    private static @Nullable String decode(String cursor) {
        if (cursor.isEmpty() || cursor.length() > MAX_CURSOR) {
            return null;
        }
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(cursor);
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (IllegalArgumentException | CharacterCodingException e) {
            return null;
        }
    }
}
