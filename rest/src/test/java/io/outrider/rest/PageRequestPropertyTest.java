package io.outrider.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.jspecify.annotations.Nullable;

class PageRequestPropertyTest {

    @Property
    void shouldGiveBackTheKeyOfACursor(
            @ForAll @CharRange(from = ' ', to = '\ud7ff') @StringLength(min = 1, max = 100) String key) {
        assertThat(PageRequest.of(null, PageRequest.cursor(key)).after()).isEqualTo(key);
    }

    @Property
    void shouldVisitEveryItemOnce(
            @ForAll @IntRange(max = 60) int size, @ForAll @IntRange(min = 1, max = 20) int limit) {
        List<Integer> seen = new ArrayList<>();
        @Nullable String cursor = null;
        do {
            PageRequest request = PageRequest.of(limit, cursor);
            int from = request.after() == null ? 0 : Integer.parseInt(request.after()) + 1;
            List<Integer> rows = java.util.stream.IntStream.range(from, Math.min(size, from + limit + 1))
                    .boxed()
                    .toList();
            Page<Integer> page = Page.of(rows, request, row -> Integer.toString(row));
            seen.addAll(page.items());
            cursor = page.nextCursor();
        } while (cursor != null);

        assertThat(seen).hasSize(size).isSorted().doesNotHaveDuplicates();
    }

    @Property(tries = 200)
    void shouldRefuseForeignCursorsAsABadRequest(@ForAll @StringLength(min = 1, max = 30) String cursor) {
        assertThatThrownBy(() -> PageRequest.of(null, cursor + "!")).isInstanceOf(ProblemException.class);
    }
}
