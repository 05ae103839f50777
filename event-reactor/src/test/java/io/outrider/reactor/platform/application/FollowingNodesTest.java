package io.outrider.reactor.platform.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrider.outbox.Transactions;
import io.outrider.reactor.platform.domain.NodeReport;
import io.outrider.stack.testing.EmbeddedStackResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(
        value = EmbeddedStackResource.class,
        initArgs = @ResourceArg(name = "database", value = "event_reactor"))
class FollowingNodesTest {

    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

    @Inject
    FollowingNodes following;

    @Inject
    Transactions transactions;

    private final String node = "node-" + UUID.randomUUID().toString().substring(0, 8);

    @Test
    void shouldTellChangesOnce() {
        assertThat(changes(at(1, "ENROLLED"), at(2, "ONLINE"), at(3, "ONLINE")))
                .containsExactly("null ENROLLED", "ENROLLED ONLINE");
        assertThat(changes(at(4, "ONLINE"), at(5, "STALE"))).containsExactly("ONLINE STALE");

        assertThat(changes(at(4, "ONLINE"), at(5, "STALE"))).as("after a crash").isEmpty();
        assertThat(changes(new NodeReport(node, "ONLINE", 0, 4, NOON.plusSeconds(9))))
                .as("by another clock")
                .isEmpty();
        assertThat(changes(at(4, "ONLINE"))).as("in other batches").isEmpty();
        assertThat(changes(at(5, "STALE"), at(6, "ONLINE"))).containsExactly("STALE ONLINE");
    }

    @Test
    void shouldTellNothingOfThereAndBackAgain() {
        changes(at(1, "ONLINE"));
        assertThat(changes(at(2, "STALE"), at(3, "ONLINE"))).containsExactly("ONLINE STALE", "STALE ONLINE");

        assertThat(changes(at(2, "STALE"), at(3, "ONLINE"))).isEmpty();
    }

    @Test
    void shouldHearOfTopicsThatWereMadeAnew() {
        changes(at(7, "ONLINE"));

        assertThat(changes(new NodeReport(node, "OFFLINE", 0, 0, NOON.plusSeconds(600))))
                .containsExactly("ONLINE OFFLINE");
    }

    @Test
    void shouldNotTakeANodeForNewThatIsOnlyNotKnown() {
        assertThat(changes(at(1, "ONLINE"))).isEmpty();
        assertThat(changes(at(2, "OFFLINE"))).containsExactly("ONLINE OFFLINE");
    }

    private NodeReport at(long offset, String status) {
        return new NodeReport(node, status, 0, offset, NOON.plusSeconds(offset));
    }

    private List<String> changes(NodeReport... reports) {
        return transactions
                .run(transaction -> following.changes(transaction, List.of(reports), Function.identity()))
                .stream()
                .map(change -> change.before() + " " + change.record().status())
                .toList();
    }
}
