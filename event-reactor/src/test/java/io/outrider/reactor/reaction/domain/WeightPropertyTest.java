package io.outrider.reactor.reaction.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrider.reactor.notation.PlainJson;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class WeightPropertyTest {

    @Property
    void shouldNotExceedTheLengthOfTheJson(@ForAll("values") Object value) {
        assertThat(Weight.exceeds(value, PlainJson.text(value).length() + 2L)).isFalse();
    }

    @Property
    void shouldCountAllTexts(@ForAll("values") Object value) {
        assertThat(Weight.exceeds(value, texts(value) - 1L)).isTrue();
    }

    @Property
    void shouldCountEachPlaceOfASharedPart(@ForAll @IntRange(min = 2, max = 9) int copies) {
        Object value = "x";
        for (int level = 0; level < 40; level++) {
            value = Collections.nCopies(copies, value);
        }

        assertThat(Weight.exceeds(value, 1_000_000)).isTrue();
    }

    @Property
    void shouldEndWithAValueThatHoldsItself(@ForAll @IntRange(max = 3) int others) {
        List<Object> value = new ArrayList<>(Collections.nCopies(others, "x"));
        value.add(value);

        assertThat(Weight.exceeds(value, 1_000_000)).isTrue();
    }

    private static int texts(Object value) {
        return switch (value) {
            case String text -> text.length();
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .mapToInt(entry -> texts(entry.getKey()) + texts(entry.getValue()))
                        .sum();
            case List<?> list ->
                list.stream().mapToInt(WeightPropertyTest::texts).sum();
            default -> 0;
        };
    }

    @Provide
    Arbitrary<Object> values() {
        Arbitrary<Object> plain = Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(8).map(Object.class::cast),
                Arbitraries.longs().between(1, 99).map(Object.class::cast),
                Arbitraries.of(true, false));
        return Arbitraries.recursive(
                () -> plain,
                inner -> Arbitraries.oneOf(
                        inner.list().ofMaxSize(3).map(Object.class::cast),
                        Arbitraries.maps(Arbitraries.strings().alpha().ofMaxLength(4), inner)
                                .ofMaxSize(3)
                                .map(Object.class::cast)),
                3);
    }
}
