package io.outrider.reactor.reaction.domain;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * About how many characters a value has as JSON. A part that stands in several places counts in each of them: that is how a small
 * template makes a huge value.
 */
public final class Weight {

    /** Deeper values than any event has; they count as too heavy. */
    private static final int MAX_DEPTH = 64;

    /** The shortest that JSON can write a value and what stands between it and the next. */
    private static final int SHORTEST = 2;

    private final long limit;
    private long sum;

    private Weight(long limit) {
        this.limit = limit;
    }

    /** Says whether the value is heavier; looks no further than necessary. */
    public static boolean exceeds(@Nullable Object value, long limit) {
        return of(value, limit) > limit;
    }

    /** Returns about how many characters the value has; from the limit on it may be any number above. */
    public static long of(@Nullable Object value, long limit) {
        Weight weight = new Weight(limit);
        weight.add(value, 0);
        return weight.sum;
    }

    private void add(@Nullable Object value, int depth) {
        if (depth > MAX_DEPTH) {
            sum = limit;
        }
        if (value instanceof Map.Entry<?, ?> entry) {
            add(entry.getKey(), depth);
            add(entry.getValue(), depth);
            return;
        }
        sum += SHORTEST;
        switch (value) {
            case CharSequence text -> sum += text.length();
            case Map<?, ?> map -> addAll(map.entrySet(), depth);
            case Iterable<?> items -> addAll(items, depth);
            case null, default -> {}
        }
    }

    private void addAll(Iterable<?> items, int depth) {
        for (Object item : items) {
            if (sum > limit) {
                return;
            }
            add(item, depth + 1);
        }
    }
}
