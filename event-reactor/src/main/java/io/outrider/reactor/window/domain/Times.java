package io.outrider.reactor.window.domain;

import java.util.Arrays;
import java.util.stream.LongStream;

/** Some moments in milliseconds since 1970, none before the one in front of it. Immutable. */
public final class Times {

    public static final Times NONE = new Times(new long[0]);

    private final long[] values;

    private Times(long[] values) {
        this.values = values;
    }

    /** Returns these moments; they are put into order. */
    public static Times of(long... values) {
        return new Times(LongStream.of(values).sorted().toArray());
    }

    /** Returns these and one more at the end, without the oldest if they would be more than the limit. */
    Times plus(long at, int limit) {
        int kept = Math.min(values.length, limit - 1);
        long[] more = Arrays.copyOfRange(values, values.length - kept, values.length + 1);
        more[kept] = at;
        return new Times(more);
    }

    /** Returns those after the moment. */
    Times after(long moment) {
        int from = 0;
        while (from < values.length && values[from] <= moment) {
            from++;
        }
        return from == 0 ? this : new Times(Arrays.copyOfRange(values, from, values.length));
    }

    public int size() {
        return values.length;
    }

    public boolean isEmpty() {
        return values.length == 0;
    }

    long oldest() {
        return values[0];
    }

    long newest() {
        return values[values.length - 1];
    }

    /** Returns them, oldest first. */
    public LongStream stream() {
        return LongStream.of(values);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Times times && Arrays.equals(values, times.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return Arrays.toString(values);
    }
}
