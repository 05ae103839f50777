package io.outrider.reactor.reaction.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ReactionIdPropertyTest {

    record Place(String project, String reaction, String group, UUID event, int job) {}

    @Property
    void shouldNameEveryJobOnce(@ForAll("places") Set<Place> places) {
        Set<UUID> ids = new HashSet<>();
        places.forEach(place -> ids.add(id(place, 1)));

        assertThat(ids).hasSameSizeAs(places);
    }

    @Property
    void shouldNameAJobTheSameWhateverTheVersion(@ForAll("places") Set<Place> places) {
        assertThat(places).allSatisfy(place -> assertThat(id(place, 1)).isEqualTo(id(place, 2)));
    }

    private static UUID id(Place place, int version) {
        UUID firing = new ReactionId(place.project(), place.reaction(), version).firing(place.group(), place.event());
        return ReactionId.job(firing, place.job());
    }

    @Provide
    Arbitrary<Set<Place>> places() {
        // Words that make the same text when they are put together in another way.
        Arbitrary<String> words = Arbitraries.of("a", "b", "ab", "");
        return Combinators.combine(
                        words,
                        words,
                        words,
                        Arbitraries.of(List.of(new UUID(0, 1), new UUID(1, 0))),
                        Arbitraries.integers().between(0, 2))
                .as(Place::new)
                .set()
                .ofMaxSize(20);
    }
}
