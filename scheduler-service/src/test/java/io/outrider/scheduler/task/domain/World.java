package io.outrider.scheduler.task.domain;

import io.outrider.scheduler.node.domain.NodeName;
import io.outrider.scheduler.task.domain.TaskMessage.Report;
import io.outrider.scheduler.task.domain.TaskMessage.Word;
import io.outrider.scheduler.task.domain.TaskState.Ended;
import io.outrider.scheduler.task.domain.TaskState.Open;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;

/**
 * One task, its scheduler, and an executor that keeps its promises: offers are accepted or taken back by compare-and-set,
 * its words keep their order, but anything may be delivered late and again.
 */
final class World {

    private enum Hand {
        OFFERED,
        TAKEN_BACK,
        WORKING,
        ENDED
    }

    private final TaskPolicy policy;
    private final Random random;
    private Instant now = Instant.EPOCH;
    private TaskState state;
    private final Queue<TaskOrder> toExecutor = new ArrayDeque<>();
    private final Queue<Report> toScheduler = new ArrayDeque<>();
    private final List<Report> said = new ArrayList<>();
    private final List<TaskOrder> ordered = new ArrayList<>();
    private final Map<Fence, Hand> hands = new HashMap<>();
    private final Map<Fence, NodeName> nodes = new HashMap<>();
    private final List<Fence> stopping = new ArrayList<>();
    final Map<Integer, Integer> startsOfAttempt = new HashMap<>();
    int outstanding;

    World(TaskPolicy policy, Random random) {
        this.policy = policy;
        this.random = random;
        this.state = InQueue.pending(Attempt.first(), policy, now);
    }

    TaskState state() {
        return state;
    }

    TaskPolicy policy() {
        return policy;
    }

    void step(int action) {
        switch (action) {
            case 0, 1 -> tell(new TaskMessage.Assign(new NodeName("n" + random.nextInt(3))));
            case 2, 3 -> executorHears();
            case 4, 5 -> accept();
            case 6 -> saySomething(new Word.Running());
            case 7 -> end();
            case 8, 9, 10 -> schedulerHears();
            case 11 -> again();
            case 12 -> later();
            case 13 -> tell(new TaskMessage.Withdraw("node is OFFLINE"));
            case 14 -> takeBack();
            case 15 -> leaseRunsOut();
            default -> tell(new TaskMessage.Cancel("cancelled by somebody"));
        }
    }

    /** Everybody is silent; only the scheduler's clock goes on. */
    void onlyTimePasses() {
        if (state instanceof Open open) {
            now = open.deadline();
            tell(new TaskMessage.TimePassed());
        }
    }

    private void tell(TaskMessage message) {
        TaskState before = state;
        TaskDecision decision = TaskDecider.decide(state, message, policy, now);
        state = decision.next();
        outstanding +=
                (state.occupies().isPresent() ? 1 : 0) - (before.occupies().isPresent() ? 1 : 0);
        toExecutor.addAll(decision.orders());
        ordered.addAll(decision.orders());
    }

    private void schedulerHears() {
        Report report = toScheduler.poll();
        if (report != null) {
            tell(report);
        }
    }

    /** A duplicate of anything that was ever said, in any order. */
    private void again() {
        if (!said.isEmpty()) {
            Report old = said.get(random.nextInt(said.size()));
            if (!toScheduler.contains(old)) {
                tell(old);
            }
        }
        if (!ordered.isEmpty()) {
            toExecutor.add(ordered.get(random.nextInt(ordered.size())));
        }
    }

    private void later() {
        now = now.plus(Duration.ofSeconds(1 + random.nextInt(120)));
        tell(new TaskMessage.TimePassed());
    }

    private void executorHears() {
        TaskOrder order = toExecutor.poll();
        if (order instanceof TaskOrder.Start start) {
            hands.putIfAbsent(start.fence(), Hand.OFFERED);
            nodes.put(start.fence(), start.node());
        } else if (order instanceof TaskOrder.Cancel cancel) {
            if (hands.get(cancel.fence()) == Hand.OFFERED) {
                hands.put(cancel.fence(), Hand.TAKEN_BACK);
                say(cancel.fence(), random.nextBoolean() ? new Word.Refused("taken back") : cancelled());
            } else if (hands.get(cancel.fence()) == Hand.WORKING) {
                stopping.add(cancel.fence());
            }
        }
    }

    private void accept() {
        one(Hand.OFFERED).ifPresent(fence -> {
            hands.put(fence, Hand.WORKING);
            startsOfAttempt.merge(fence.attempt(), 1, Integer::sum);
            say(fence, new Word.Accepted());
        });
    }

    private void takeBack() {
        one(Hand.OFFERED).ifPresent(fence -> {
            hands.put(fence, Hand.TAKEN_BACK);
            say(fence, new Word.Refused("the offer ran out"));
        });
    }

    private void leaseRunsOut() {
        one(Hand.WORKING).ifPresent(fence -> say(fence, new Word.Lost("lease ran out")));
    }

    private void saySomething(Word word) {
        one(Hand.WORKING).ifPresent(fence -> say(fence, word));
    }

    private void end() {
        one(Hand.WORKING).ifPresent(fence -> {
            hands.put(fence, Hand.ENDED);
            say(fence, stopping.contains(fence) ? cancelled() : anyEnd());
        });
    }

    private Word anyEnd() {
        return switch (random.nextInt(4)) {
            case 0 -> new Word.Succeeded(Outcome.NONE);
            case 1 -> new Word.TimedOut(null, Outcome.NONE);
            case 2 -> cancelled();
            default -> new Word.Failed("exit code 1", Outcome.NONE);
        };
    }

    private static Word cancelled() {
        return new Word.Cancelled(null, Outcome.NONE);
    }

    private Optional<Fence> one(Hand hand) {
        return hands.entrySet().stream()
                .filter(entry -> entry.getValue() == hand)
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private void say(Fence fence, Word word) {
        boolean started = hands.get(fence) == Hand.WORKING || hands.get(fence) == Hand.ENDED;
        boolean tells = started && !(word instanceof Word.Accepted) && random.nextBoolean();
        Report report = new Report(fence, nodes.getOrDefault(fence, new NodeName("n0")), word, tells ? now : null);
        toScheduler.add(report);
        said.add(report);
    }

    boolean hasEnded() {
        return state instanceof Ended;
    }
}
