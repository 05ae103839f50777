package io.outrider.scheduler.node.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrider.labels.LabelSelector;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AssignerTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Target ANY = new Target.Selected("default", LabelSelector.everything());

    static Place place(String name, NodeStatus status, int slots, int outstanding, double pace, String... labels) {
        Map<String, String> map = labels.length == 0 ? Map.of() : Map.of(labels[0], labels[1]);
        Node node = new Node(
                new NodeName(name),
                "remote",
                "default",
                status,
                null,
                map,
                Map.of(),
                List.of(),
                slots,
                slots,
                null,
                NOW,
                NOW);
        return new Place(node, new Load(outstanding, new Pace(pace, NOW)));
    }

    private static List<Wanted<Integer>> wanted(int count, Target target) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Wanted<>(i, target, List.<NodeName>of()))
                .toList();
    }

    @Test
    void shouldFillNodesEvenly() {
        List<Place> places = List.of(place("a", NodeStatus.ONLINE, 2, 0, 0), place("b", NodeStatus.ONLINE, 2, 0, 0));

        Assignments<Integer> assignments = Assigner.assign(wanted(3, ANY), places, NOW);

        assertThat(assignments.given())
                .extracting(given -> given.node().value())
                .containsExactly("a", "b", "a");
        assertThat(assignments.left()).isEmpty();
    }

    @Test
    void shouldLeaveThoseForWhomNobodyHasRoom() {
        List<Place> places = List.of(place("a", NodeStatus.ONLINE, 1, 0, 0), place("b", NodeStatus.OFFLINE, 9, 0, 0));

        Assignments<Integer> assignments = Assigner.assign(wanted(2, ANY), places, NOW);

        assertThat(assignments.given()).hasSize(1);
        assertThat(assignments.left()).containsExactly(1);
    }

    @Test
    void shouldSendAFastNodeSomeSecondsOfWorkAhead() {
        List<Place> places = List.of(place("a", NodeStatus.ONLINE, 2, 0, 40));

        Assignments<Integer> assignments = Assigner.assign(wanted(200, ANY), places, NOW);

        assertThat(assignments.given()).hasSize(100);
    }

    @Test
    void shouldPreferAFreeNodeToAFastOneThatIsBusy() {
        List<Place> places =
                List.of(place("fast", NodeStatus.ONLINE, 2, 2, 500), place("free", NodeStatus.ONLINE, 1, 0, 0));

        Assignments<Integer> assignments = Assigner.assign(wanted(1, ANY), places, NOW);

        assertThat(assignments.given())
                .extracting(given -> given.node().value())
                .containsExactly("free");
    }

    @Test
    void shouldAvoidANodeThatRefusedUnlessItIsTheOnlyOne() {
        Place refusing = place("a", NodeStatus.ONLINE, 4, 0, 0);
        Place other = place("b", NodeStatus.ONLINE, 1, 0, 0);
        List<Wanted<String>> wanted = List.of(new Wanted<>("task", ANY, List.of(new NodeName("a"))));

        assertThat(Assigner.assign(wanted, List.of(refusing, other), NOW)
                        .given()
                        .getFirst()
                        .node()
                        .value())
                .isEqualTo("b");
        assertThat(Assigner.assign(wanted, List.of(refusing), NOW)
                        .given()
                        .getFirst()
                        .node()
                        .value())
                .isEqualTo("a");
    }

    @Test
    void shouldMatchByLabelNameAndProject() {
        List<Place> places = List.of(
                place("a", NodeStatus.ONLINE, 5, 0, 0, "role", "db"),
                place("b", NodeStatus.ONLINE, 5, 0, 0, "role", "web"));
        Target web = new Target.Selected("default", LabelSelector.parse("role=web"));
        Target named = new Target.Named("default", new NodeName("a"));
        Target foreign = new Target.Named("other", new NodeName("a"));

        Assignments<Target> assignments = Assigner.assign(
                List.of(
                        new Wanted<>(web, web, List.of()),
                        new Wanted<>(named, named, List.of()),
                        new Wanted<>(foreign, foreign, List.of())),
                places,
                NOW);

        assertThat(assignments.given())
                .extracting(given -> given.node().value())
                .containsExactly("b", "a");
        assertThat(assignments.left()).containsExactly(foreign);
    }

    @Test
    void shouldReadAQueueBack() {
        Target web = new Target.Selected("default", LabelSelector.parse("role in (a,b),!canary"));
        Target named = new Target.Named("default", new NodeName("a"));

        assertThat(Target.ofQueue(web.queue()).queue()).isEqualTo(web.queue());
        assertThat(Target.ofQueue(named.queue())).isEqualTo(named);
    }

    @Test
    void shouldSayWhyNobodyTakesIt() {
        Node web = place("web-1", NodeStatus.ONLINE, 1, 1, 0).node();
        Node gone = place("web-2", NodeStatus.OFFLINE, 1, 0, 0).node();
        Target target = new Target.Selected("default", LabelSelector.parse("role=web"));

        assertThat(Explanation.of(target, List.of(), List.of(web, gone)))
                .isEqualTo("no node matches role=web (2 nodes known: web-1, web-2 OFFLINE)");
        assertThat(Explanation.of(target, List.of(web, gone), List.of(web, gone)))
                .isEqualTo("node web-1 is busy");
        assertThat(Explanation.of(target, List.of(gone), List.of(web, gone))).isEqualTo("node web-2 is OFFLINE");
    }
}
