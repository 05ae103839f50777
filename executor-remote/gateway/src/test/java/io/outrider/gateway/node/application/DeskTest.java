package io.outrider.gateway.node.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrider.gateway.attempt.application.Step;
import io.outrider.gateway.attempt.application.StepResult;
import io.outrider.gateway.attempt.domain.Answer;
import io.outrider.gateway.attempt.domain.AttemptCommand;
import io.outrider.gateway.attempt.domain.AttemptKey;
import io.outrider.gateway.node.application.Desk.Arrival;
import io.outrider.gateway.node.application.Desk.Parked;
import io.outrider.gateway.node.application.Desk.Preparation;
import io.outrider.protocol.Cancel;
import io.outrider.protocol.Limits;
import io.outrider.protocol.Offer;
import io.outrider.protocol.OnLost;
import io.outrider.protocol.PollResponse;
import io.outrider.protocol.TaskRef;
import io.outrider.protocol.TaskSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeskTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final Duration FRESH = Duration.ofSeconds(5);

    private final Desk desk = new Desk();

    @Test
    void shouldReconcileANewSessionAndTrustMemoryWhileItPolls() {
        assertThat(desk.arrive("s", NOW, FRESH).preparation()).isEqualTo(Preparation.RECONCILE);
        desk.lay(List.of(), List.of(), false);

        assertThat(desk.arrive("s", NOW.plusSeconds(4), FRESH).preparation()).isEqualTo(Preparation.NONE);
        assertThat(desk.arrive("s", NOW.plusSeconds(20), FRESH).preparation()).isEqualTo(Preparation.LAY);
        assertThat(desk.arrive("t", NOW.plusSeconds(20), FRESH).preparation()).isEqualTo(Preparation.RECONCILE);
    }

    @Test
    void shouldKeepAnOfferThatCameWhileTheTableWasRead() {
        desk.arrive("s", NOW, FRESH);
        desk.add(offer(1));
        desk.lay(List.of(), List.of(), false);

        assertThat(offers(2, NOW)).containsExactly(offer(1));
    }

    @Test
    void shouldHandOutAgainOnlyAfterAWhileAndKeepTheFirstTime() {
        desk.arrive("s", NOW, FRESH);
        desk.lay(List.of(offer(1), offer(2)), List.of(), false);

        assertThat(offers(1, NOW)).containsExactly(offer(1));
        assertThat(offers(2, NOW.plusSeconds(1))).containsExactly(offer(2));
        assertThat(offers(2, NOW.plusSeconds(2))).isEmpty();
        assertThat(offers(1, NOW.plusSeconds(4))).containsExactly(offer(1));
        assertThat(offers(1, NOW.plusSeconds(5))).containsExactly(offer(2));
        assertThat(offers(1, NOW.plusSeconds(6))).isEmpty();
        assertThat(desk.handedOutBefore(NOW.plusMillis(1))).containsExactly(ref(1));
        desk.forget(ref(1));
        assertThat(desk.handedOutBefore(NOW.plusSeconds(60))).containsExactly(ref(2));
    }

    /** A desk may be laid from what the table had before an acceptance was committed. */
    @Test
    void shouldNotHandOutAgainWhatWasRefused() {
        // Settings are for answers only, and nobody polls.
        Desks desks = new Desks(null, Clock.fixed(NOW, ZoneOffset.UTC));
        Desk laid = desks.of("n");
        laid.arrive("s", NOW, FRESH);
        laid.lay(List.of(offer(1)), List.of(), false);
        assertThat(laid.serveNow(new Parked(1, 1, new Silent()), NOW).offers()).containsExactly(offer(1));
        TaskRef ref = offer(1).ref();
        Step late = Step.of(
                new AttemptKey(ref.task(), ref.attempt()),
                new AttemptCommand.Accept(ref.epoch(), "n", offer(1).nonce(), "s", NOW));

        desks.observe(List.of(new StepResult(late, new Answer.Gone(), null, null, 0)));

        assertThat(laid.serveNow(new Parked(2, 1, new Silent()), NOW.plusSeconds(60))
                        .offers())
                .isEmpty();
    }

    @Test
    void shouldTellACancelOncePerSession() {
        desk.arrive("s", NOW, FRESH);
        Cancel cancel = new Cancel(ref(1), 5, "asked");
        desk.cancel(cancel);

        assertThat(serve(NOW).cancels()).containsExactly(cancel);
        desk.cancel(cancel);
        assertThat(serve(NOW).cancels()).isEmpty();
        desk.arrive("t", NOW, FRESH);
        desk.cancel(cancel);
        assertThat(serve(NOW).cancels()).containsExactly(cancel);
    }

    @Test
    void shouldNotParkAPollThatANewerOneOvertook() {
        Arrival older = desk.arrive("s", NOW, FRESH);
        Arrival newer = desk.arrive("s", NOW, FRESH);

        assertThat(desk.park(new Parked(older.ticket(), 1, new Silent()))).isFalse();
        assertThat(desk.park(new Parked(newer.ticket(), 1, new Silent()))).isTrue();
        assertThat(desk.arrive("s", NOW, FRESH).sentHome()).isNotNull();
    }

    private List<Offer> offers(int free, Instant now) {
        return desk.serveNow(new Parked(0, free, new Silent()), now).offers();
    }

    private Desk.Serving serve(Instant now) {
        return desk.serveNow(new Parked(0, 0, new Silent()), now);
    }

    private static TaskRef ref(int number) {
        return new TaskRef("task-" + number, 1, 1);
    }

    private static Offer offer(int number) {
        TaskSpec spec = new TaskSpec(
                "hello",
                "1.0.0",
                "run",
                false,
                null,
                null,
                true,
                null,
                List.of("/bin/true"),
                "/template",
                Map.of(),
                "{}",
                List.of(),
                null,
                60,
                10,
                Limits.DEFAULT,
                false,
                OnLost.FAIL);
        return new Offer(ref(number), "job", "nonce", spec);
    }

    private static final class Silent implements PollReply {

        @Override
        public void answer(PollResponse response) {}

        @Override
        public void nothing() {}

        @Override
        public void unavailable() {}
    }
}
