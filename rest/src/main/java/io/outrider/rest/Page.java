package io.outrider.rest;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param nextCursor sent back as {@code cursor} for the page after this one; null on the last
 */
public record Page<T>(List<T> items, @Nullable String nextCursor) {

    public Page {
        items = List.copyOf(items);
    }

    /**
     * Makes a page out of one row more than the limit: the surplus row only says that there is another page.
     *
     * @param rows at most {@code request.limit() + 1} rows, in order
     * @param key where the next page begins after a row: what {@link PageRequest#after()} will be
     */
    public static <T> Page<T> of(List<T> rows, PageRequest request, Function<T, String> key) {
        if (rows.size() <= request.limit()) {
            return new Page<>(rows, null);
        }
        List<T> items = rows.subList(0, request.limit());
        return new Page<>(items, PageRequest.cursor(key.apply(items.get(items.size() - 1))));
    }

    /** Returns this page with each item turned into another form. */
    public <R> Page<R> map(Function<T, R> change) {
        return new Page<>(items.stream().map(change).toList(), nextCursor);
    }
}
