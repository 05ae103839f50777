package io.outrider.labels;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.StringLength;

class LabelSelectorPropertyTest {

    @Property
    void shouldParseItsOwnText(@ForAll("requirements") List<Requirement> requirements) {
        LabelSelector selector = new LabelSelector(requirements);

        assertThat(LabelSelector.parse(selector.toString())).isEqualTo(selector);
    }

    @Property
    void shouldParseOrPointIntoTheText(@ForAll @StringLength(max = 60) String text) {
        try {
            assertThat(LabelSelector.parse(text)).isNotNull();
        } catch (SelectorSyntaxException e) {
            assertThat(e.position()).isBetween(0, text.length());
        }
    }

    @Property
    void shouldHoldEitherARequirementOrItsOpposite(
            @ForAll("words") String key, @ForAll("words") String value, @ForAll("words") String actual) {
        Map<String, String> labels = Map.of(key, actual);

        assertThat(LabelSelector.parse(key + "=" + value).matches(labels))
                .isNotEqualTo(LabelSelector.parse(key + "!=" + value).matches(labels));
        assertThat(LabelSelector.parse(key).matches(labels))
                .isNotEqualTo(LabelSelector.parse("!" + key).matches(labels));
    }

    @Provide
    Arbitrary<String> words() {
        return Arbitraries.strings().withChars("ab1").ofMinLength(1).ofMaxLength(3);
    }

    @Provide
    Arbitrary<List<Requirement>> requirements() {
        Arbitrary<Set<String>> values = words().set().ofMinSize(1).ofMaxSize(3);
        Arbitrary<Requirement> one = words().flatMap(key -> values.flatMap(set -> Arbitraries.of(
                new Requirement.Exists(key),
                new Requirement.Absent(key),
                new Requirement.In(key, set),
                new Requirement.NotIn(key, set),
                new Requirement.NameMatches(Glob.of(key + "*")),
                new Requirement.NameDiffers(Glob.of("?" + key)))));
        return one.list().ofMaxSize(6);
    }
}
