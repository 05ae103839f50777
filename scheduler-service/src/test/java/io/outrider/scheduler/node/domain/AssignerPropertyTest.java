package io.outrider.scheduler.node.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrider.labels.LabelSelector;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class AssignerPropertyTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Target ANY = new Target.Selected("default", LabelSelector.everything());

    @Property
    void shouldUseAllRoomAndNoMore(
            @ForAll @Size(max = 8) List<@IntRange(max = 5) Integer> slots,
            @ForAll @IntRange(max = 6) int outstanding,
            @ForAll @IntRange(max = 60) int count) {
        List<Place> places = new ArrayList<>();
        for (int i = 0; i < slots.size(); i++) {
            places.add(AssignerTest.place("n" + i, NodeStatus.ONLINE, slots.get(i), outstanding, i));
        }
        List<Wanted<Integer>> wanted = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            wanted.add(new Wanted<>(i, ANY, List.of()));
        }

        Assignments<Integer> assignments = Assigner.assign(wanted, places, NOW);

        Map<NodeName, Integer> taken = new HashMap<>();
        assignments.given().forEach(given -> taken.merge(given.node(), 1, Integer::sum));
        places.forEach(
                place -> assertThat(taken.getOrDefault(place.node().name(), 0)).isLessThanOrEqualTo(place.room(NOW)));
        int room = places.stream().mapToInt(place -> place.room(NOW)).sum();
        assertThat(assignments.given()).hasSize(Math.min(room, count));
        assertThat(assignments.given()).extracting(Assignments.Given::what).isSorted();
        assertThat(assignments.given().size() + assignments.left().size()).isEqualTo(count);
    }
}
