package io.outrider.scheduler.task.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrider.scheduler.node.domain.NodeName;
import io.outrider.scheduler.task.domain.TaskMessage.Report;
import io.outrider.scheduler.task.domain.TaskMessage.Word;
import io.outrider.scheduler.task.domain.TaskState.Assigned;
import io.outrider.scheduler.task.domain.TaskState.Cancelling;
import io.outrider.scheduler.task.domain.TaskState.Cause;
import io.outrider.scheduler.task.domain.TaskState.Ended;
import io.outrider.scheduler.task.domain.TaskState.Pending;
import io.outrider.scheduler.task.domain.TaskState.Running;
import io.outrider.scheduler.task.domain.TaskState.Waiting;
import io.outrider.scheduler.task.domain.TaskState.Withdrawing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TaskDeciderTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final NodeName WEB = new NodeName("web-1");
    private static final Attempt FIRST = Attempt.first();
    private static final TaskPolicy ONCE = policy(0, OnLost.FAIL);

    private static TaskPolicy policy(int retries, OnLost onLost) {
        return new TaskPolicy(Duration.ofMinutes(10), retries, Duration.ofSeconds(10), onLost, Patience.DEFAULT);
    }

    private static Report report(Word word) {
        return new Report(FIRST.fence(), WEB, word, null);
    }

    private static Assigned assigned() {
        return new Assigned(FIRST, WEB, NOW.plusSeconds(60));
    }

    private static Running running() {
        return new Running(FIRST, WEB, NOW, NOW.plusSeconds(670), "running on node web-1");
    }

    @Test
    void shouldCountTheTimeoutFromTheStartAndLeaveTimeBeforeAndAfterIt() {
        TaskState accepted = HandedOut.decide(assigned(), report(new Word.Accepted()), ONCE, NOW)
                .next();
        Instant started = ((TaskState.Open) accepted).deadline().minus(ONCE.running());
        TaskState running = UnderWay.decide((TaskState.Accepted) accepted, report(new Word.Running()), ONCE, started)
                .next();

        assertThat(started).isEqualTo(NOW.plus(Patience.DEFAULT.start()));
        assertThat(((TaskState.Open) running).deadline())
                .isAfter(started.plus(ONCE.timeout()).plus(Patience.DEFAULT.delivery()));
    }

    @Test
    void shouldOrderAStartWhenANodeIsFound() {
        Pending pending = new Pending(FIRST, NOW.plusSeconds(3600), "waiting for a node");

        TaskDecision decision = TaskDecider.decide(pending, new TaskMessage.Assign(WEB), ONCE, NOW);

        assertThat(decision.next()).isEqualTo(assigned());
        assertThat(decision.orders()).containsExactly(new TaskOrder.Start(new Fence(1, 1), WEB));
    }

    @Test
    void shouldFailWithTheReasonWhenNobodyTakesItInTime() {
        Pending pending = new Pending(FIRST, NOW, "no node matches role=web (no nodes known)");

        TaskDecision decision = TaskDecider.decide(pending, new TaskMessage.TimePassed(), ONCE, NOW);

        assertThat(decision.next()).isInstanceOfSatisfying(Ended.class, ended -> {
            assertThat(ended.status()).isEqualTo(TaskStatus.FAILED);
            assertThat(ended.reason())
                    .isEqualTo("no node took the task within 1 h: no node matches role=web (no nodes known)");
        });
    }

    @Test
    void shouldTakeBackWhatANodeDoesNotAccept() {
        TaskDecision decision = TaskDecider.decide(assigned(), new TaskMessage.TimePassed(), ONCE, NOW.plusSeconds(60));

        assertThat(decision.next()).isInstanceOf(Withdrawing.class);
        assertThat(decision.orders()).singleElement().isInstanceOf(TaskOrder.Cancel.class);
    }

    @Test
    void shouldNotActBeforeTheDeadline() {
        TaskDecision decision = TaskDecider.decide(assigned(), new TaskMessage.TimePassed(), ONCE, NOW.plusSeconds(59));

        assertThat(decision.next()).isEqualTo(assigned());
    }

    @Test
    void shouldHandOutAgainWithAHigherEpochOnceTheExecutorConfirms() {
        Withdrawing withdrawing = new Withdrawing(FIRST, WEB, NOW.plusSeconds(300), "node web-1 is OFFLINE");

        TaskDecision decision = TaskDecider.decide(withdrawing, report(new Word.Refused(null)), ONCE, NOW);

        assertThat(decision.next()).isInstanceOf(Pending.class);
        assertThat(decision.next().attempt().fence()).isEqualTo(new Fence(1, 2));
        assertThat(decision.next().attempt().refusedBy()).containsExactly(WEB);
    }

    @Test
    void shouldStopWhatWasAcceptedWhileItWasTakenBack() {
        Withdrawing withdrawing = new Withdrawing(FIRST, WEB, NOW.plusSeconds(300), "node web-1 is OFFLINE");

        TaskDecision decision = TaskDecider.decide(withdrawing, report(new Word.Accepted()), ONCE, NOW);

        assertThat(decision.next())
                .isInstanceOfSatisfying(
                        Cancelling.class,
                        cancelling -> assertThat(cancelling.cause()).isEqualTo(Cause.WITHDRAWN));
    }

    @Test
    void shouldGiveUpAfterTooManyHandouts() {
        Attempt last = new Attempt(1, Patience.DEFAULT.handouts(), List.of(WEB));
        Assigned state = new Assigned(last, WEB, NOW.plusSeconds(60));
        Report refused = new Report(last.fence(), WEB, new Word.Refused("no runtime for it"), null);

        TaskDecision decision = TaskDecider.decide(state, refused, ONCE, NOW);

        assertThat(decision.next().status()).isEqualTo(TaskStatus.FAILED);
        assertThat(decision.next().reason()).contains("5 times", "no runtime for it", "web-1");
    }

    @Test
    void shouldRetryAsANewAttemptAfterTheBackoff() {
        TaskDecision decision = TaskDecider.decide(
                running(), report(new Word.Failed("exit code 3", Outcome.NONE)), policy(1, OnLost.FAIL), NOW);

        assertThat(decision.next())
                .isEqualTo(new Waiting(
                        new Attempt(2, 1, List.of()), NOW.plusSeconds(10), "attempt 1 of 2 failed: exit code 3"));
    }

    @Test
    void shouldTellAStaleSenderToStop() {
        Report stale = new Report(new Fence(1, 7), WEB, new Word.Running(), null);

        TaskDecision decision = TaskDecider.decide(running(), stale, ONCE, NOW);

        assertThat(decision.next()).isEqualTo(running());
        assertThat(decision.orders())
                .singleElement()
                .isInstanceOfSatisfying(
                        TaskOrder.Cancel.class,
                        cancel -> assertThat(cancel.fence()).isEqualTo(new Fence(1, 7)));
    }

    @Test
    void shouldEndUnconfirmedWhenNobodyConfirmsACancel() {
        Cancelling cancelling =
                (Cancelling) TaskDecider.decide(running(), new TaskMessage.Cancel("cancelled by ada"), ONCE, NOW)
                        .next();

        TaskDecision decision =
                TaskDecider.decide(cancelling, new TaskMessage.TimePassed(), ONCE, cancelling.deadline());

        assertThat(decision.next().status()).isEqualTo(TaskStatus.CANCELLED);
        assertThat(decision.next().reason()).contains("cancelled by ada", "unconfirmed", "web-1");
    }

    @Test
    void shouldRerunALostTaskOnlyIfTheTemplateAllowsIt() {
        Report lost = report(new Word.Lost("lease ran out"));

        assertThat(TaskDecider.decide(running(), lost, ONCE, NOW).next().status())
                .isEqualTo(TaskStatus.LOST);
        assertThat(TaskDecider.decide(running(), lost, policy(0, OnLost.RERUN), NOW)
                        .next()
                        .attempt()
                        .fence())
                .isEqualTo(new Fence(1, 2));
        assertThat(TaskDecider.decide(running(), lost, policy(0, OnLost.WAIT), NOW)
                        .next()
                        .status())
                .isEqualTo(TaskStatus.RUNNING);
    }
}
