package io.outrider.reactor.expression;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns what an expression came to into plain values: whatever is no JSON becomes its text. */
final class Values {

    /** As deep as Jinja may nest what it makes out of an event. */
    private static final int MAX_DEPTH = 64;

    private Values() {}

    static @Nullable Object plain(@Nullable Object value) {
        return plain(value, 0);
    }

    private static @Nullable Object plain(@Nullable Object value, int depth) {
        if (depth > MAX_DEPTH) {
            return null;
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> plain = new LinkedHashMap<>();
            map.forEach((name, inner) -> plain.put(String.valueOf(name), plain(inner, depth + 1)));
            return plain;
        }
        if (value instanceof Iterable<?> items) {
            List<@Nullable Object> plain = new ArrayList<>();
            items.forEach(item -> plain.add(plain(item, depth + 1)));
            return plain;
        }
        return value == null || isPlain(value) ? value : value.toString();
    }

    private static boolean isPlain(Object value) {
        return value instanceof Boolean
                || value instanceof Long
                || value instanceof Integer
                || value instanceof Double
                || value instanceof BigInteger
                || value instanceof BigDecimal;
    }
}
