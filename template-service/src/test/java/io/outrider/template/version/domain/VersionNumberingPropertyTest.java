package io.outrider.template.version.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrider.template.version.domain.VersionNumbering.Existing;
import io.outrider.template.version.domain.VersionNumbering.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is published in whatever order, a number once given never means other content. */
class VersionNumberingPropertyTest {
    record Publication(Optional<SemanticVersion> requested, String fingerprint) {}

    @Property
    void shouldNeverGiveANumberTwice(@ForAll("histories") List<Publication> history) {
        List<Existing> existing = new ArrayList<>();
        for (Publication publication : history) {
            publish(existing, publication);
        }

        assertThat(existing.stream().map(Existing::version)).doesNotHaveDuplicates();
    }

    @Property
    void shouldAnswerTheSameWhenThePublicationIsRepeated(
            @ForAll("histories") List<Publication> history, @ForAll("publications") Publication last) {
        List<Existing> existing = new ArrayList<>();
        history.forEach(publication -> publish(existing, publication));
        Outcome first = publish(existing, last);
        int size = existing.size();

        Outcome second = publish(existing, last);

        assertThat(existing).hasSize(size);
        switch (first) {
            case Outcome.Create(SemanticVersion version) -> assertThat(second).isEqualTo(new Outcome.Same(version));
            case Outcome.Same same -> assertThat(second).isEqualTo(same);
            case Outcome.Conflict conflict -> assertThat(second).isEqualTo(conflict);
        }
    }

    @Property
    void shouldPutAnUnnumberedNoveltyAboveEverything(@ForAll("histories") List<Publication> history) {
        List<Existing> existing = new ArrayList<>();
        history.forEach(publication -> publish(existing, publication));

        Outcome outcome = VersionNumbering.decide(existing, Optional.empty(), "never seen");

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Create.class,
                        created -> assertThat(existing)
                                .allMatch(version -> version.version().compareTo(created.version()) < 0));
    }

    private static Outcome publish(List<Existing> existing, Publication publication) {
        Outcome outcome = VersionNumbering.decide(existing, publication.requested(), publication.fingerprint());
        if (outcome instanceof Outcome.Create(SemanticVersion version)) {
            existing.add(new Existing(version, publication.fingerprint()));
        }
        return outcome;
    }

    @Provide
    Arbitrary<List<Publication>> histories() {
        return publications().list().ofMaxSize(20);
    }

    @Provide
    Arbitrary<Publication> publications() {
        return Combinators.combine(
                        SemanticVersionPropertyTest.anyVersion().optional(), Arbitraries.of("a", "b", "c", "d"))
                .as(Publication::new);
    }
}
