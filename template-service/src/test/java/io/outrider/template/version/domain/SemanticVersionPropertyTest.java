package io.outrider.template.version.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class SemanticVersionPropertyTest {

    @Property
    void shouldReadWhatItWrites(@ForAll("versions") SemanticVersion version) {
        assertThat(SemanticVersion.parse(version.toString())).contains(version);
    }

    @Property
    void shouldBeATotalOrderThatAgreesWithEquality(
            @ForAll("versions") SemanticVersion a,
            @ForAll("versions") SemanticVersion b,
            @ForAll("versions") SemanticVersion c) {
        assertThat(Integer.signum(a.compareTo(b))).isEqualTo(-Integer.signum(b.compareTo(a)));
        assertThat(a.compareTo(b) == 0).isEqualTo(a.equals(b));
        if (a.compareTo(b) <= 0 && b.compareTo(c) <= 0) {
            assertThat(a).isLessThanOrEqualTo(c);
        }
    }

    @Property
    void shouldPutTheNextPatchAboveAndNothingOfTheSameNumbersAboveThat(@ForAll("versions") SemanticVersion version) {
        assertThat(version.nextPatch()).isGreaterThan(version).matches(SemanticVersion::isRelease);
    }

    @Property
    void shouldNeverThrowOnAnyText(@ForAll String text) {
        Optional<SemanticVersion> version = SemanticVersion.parse(text);

        version.ifPresent(parsed -> assertThat(parsed).hasToString(text));
    }

    /** The order that semver.org gives as its example. */
    @Example
    void shouldOrderAsTheStandardSays() {
        List<String> ordered = List.of(
                "1.0.0-alpha",
                "1.0.0-alpha.1",
                "1.0.0-alpha.beta",
                "1.0.0-beta",
                "1.0.0-beta.2",
                "1.0.0-beta.11",
                "1.0.0-rc.1",
                "1.0.0");

        assertThat(ordered.stream()
                        .map(text -> SemanticVersion.parse(text).orElseThrow())
                        .sorted()
                        .map(SemanticVersion::toString))
                .containsExactlyElementsOf(ordered);
    }

    @Example
    void shouldRefuseWhatIsNone() {
        assertThat(List.of(
                        "1",
                        "1.0",
                        "01.0.0",
                        "1.0.0-",
                        "1.0.0-01",
                        "1.0.0+build",
                        "v1.0.0",
                        "1.0.0 ",
                        "9999999999.0.0"))
                .allSatisfy(text -> assertThat(SemanticVersion.parse(text)).isEmpty());
    }

    @Provide
    Arbitrary<SemanticVersion> versions() {
        return anyVersion();
    }

    static Arbitrary<SemanticVersion> anyVersion() {
        // Small numbers, so that versions meet.
        Arbitrary<Integer> number = Arbitraries.integers().between(0, 3);
        Arbitrary<List<String>> preRelease = Arbitraries.of("0", "1", "2", "11", "a", "b", "rc", "a-1")
                .list()
                .ofMaxSize(2);
        return Combinators.combine(number, number, number, preRelease).as(SemanticVersion::new);
    }
}
