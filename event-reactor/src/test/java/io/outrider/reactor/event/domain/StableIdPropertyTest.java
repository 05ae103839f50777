package io.outrider.reactor.event.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

class StableIdPropertyTest {

    @Property
    void shouldDependOnWhereThePartsEnd(
            @ForAll @Size(max = 4) List<@StringLength(max = 3) String> one,
            @ForAll @Size(max = 4) List<@StringLength(max = 3) String> other) {
        boolean same = StableId.of(one.toArray(String[]::new)).equals(StableId.of(other.toArray(String[]::new)));

        // Lone surrogates have no UTF-8 and collapse into one replacement.
        if (utf8(one).equals(one) && utf8(other).equals(other)) {
            assertThat(same).isEqualTo(one.equals(other));
        }
    }

    @Property
    void shouldBeAUuidOfVersionEight(@ForAll String text) {
        assertThat(StableId.of(text).version()).isEqualTo(8);
        assertThat(StableId.of(text).variant()).isEqualTo(2);
        assertThat(StableId.of(text)).isEqualTo(StableId.of(text));
    }

    private static List<String> utf8(List<String> parts) {
        return Arrays.asList(parts.stream()
                .map(part -> new String(
                        part.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                        java.nio.charset.StandardCharsets.UTF_8))
                .toArray(String[]::new));
    }
}
