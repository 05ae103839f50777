package io.outrider.gateway.node.application;

import io.outrider.gateway.attempt.application.StepResult;
import io.outrider.gateway.attempt.domain.Answer;
import io.outrider.gateway.attempt.domain.AttemptCommand;
import io.outrider.gateway.attempt.domain.AttemptKey;
import io.outrider.gateway.attempt.domain.AttemptState;
import io.outrider.gateway.settings.GatewaySettings;
import io.outrider.protocol.Cancel;
import io.outrider.protocol.Offer;
import io.outrider.protocol.PollResponse;
import io.outrider.protocol.TaskRef;
import io.outrider.protocol.TaskSpec;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The desks of all nodes that call this replica. Hears of every committed change of an attempt and serves parked polls from it. */
@ApplicationScoped
public class Desks {

    private final Map<String, Desk> desks = new ConcurrentHashMap<>();
    private final GatewaySettings settings;
    private final Clock clock;

    Desks(GatewaySettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    Desk of(String node) {
        return desks.computeIfAbsent(node, name -> new Desk());
    }

    @Nullable
    Desk find(String node) {
        return desks.get(node);
    }

    Map<String, Desk> all() {
        return desks;
    }

    /** Returns the session of the node's agent; empty if it did not poll here. */
    public String session(String node) {
        Desk desk = desks.get(node);
        return desk == null ? "" : desk.session();
    }

    /** Returns how many polls wait. */
    public int parked() {
        return (int) desks.values().stream().filter(Desk::isParked).count();
    }

    /**
     * Takes note of changes that were committed, and serves the nodes that they concern.
     *
     * @return nodes that have to hear of them and have no poll parked here
     */
    public Set<String> observe(Collection<StepResult> results) {
        Set<String> concerned = new HashSet<>();
        results.forEach(result -> observe(result, concerned));
        Set<String> elsewhere = new HashSet<>();
        for (String node : concerned) {
            Desk desk = desks.get(node);
            if (desk == null || !desk.isParked()) {
                elsewhere.add(node);
            }
            if (desk != null) {
                serve(desk);
            }
        }
        return elsewhere;
    }

    private void observe(StepResult result, Set<String> concerned) {
        if (result.step().command() instanceof AttemptCommand.Accept accept
                && !(result.answer() instanceof Answer.Leased)) {
            // Laid from what the table had before it was over: offered again, it would be refused again.
            forget(accept.node(), ref(result.step().key(), accept.epoch()));
        }
        AttemptState before = result.before();
        AttemptState after = result.after();
        if (after == null || before == after) {
            return;
        }
        AttemptKey key = result.step().key();
        if (before != null && (before.epoch() != after.epoch() || !(after instanceof AttemptState.Offered))) {
            forget(before.node(), ref(key, before));
        }
        Desk desk = desks.get(after.node());
        if (after instanceof AttemptState.Offered offered) {
            concerned.add(offered.node());
            if (desk != null && result.step().assignment() != null) {
                offer(desk, key, offered, result);
            }
        } else if (after instanceof AttemptState.Held held && isNewlyCancelled(before, held)) {
            concerned.add(held.node());
            if (desk != null) {
                desk.cancel(new Cancel(ref(key, held), result.graceSeconds(), String.valueOf(held.cancelReason())));
            }
        }
    }

    private static boolean isNewlyCancelled(@Nullable AttemptState before, AttemptState.Held held) {
        return held.cancelReason() != null
                && !(before instanceof AttemptState.Held earlier && earlier.cancelReason() != null);
    }

    private static void offer(Desk desk, AttemptKey key, AttemptState.Offered offered, StepResult result) {
        var assignment = result.step().assignment();
        TaskSpec spec = assignment == null ? null : assignment.spec();
        if (assignment != null && spec != null) {
            desk.add(new Offer(ref(key, offered), assignment.job(), offered.nonce(), spec));
        }
    }

    private void forget(String node, TaskRef ref) {
        Desk desk = desks.get(node);
        if (desk != null) {
            desk.forget(ref);
        }
    }

    /** Answers the parked poll of a desk if there is something to say. */
    void serve(Desk desk) {
        desk.serve(clock.instant())
                .ifPresent(serving -> serving.reply().answer(response(serving.offers(), serving.cancels(), List.of())));
    }

    PollResponse response(List<Offer> offers, List<Cancel> cancels, List<TaskRef> gone) {
        return new PollResponse(
                offers,
                cancels,
                gone,
                (int) settings.lease().toSeconds(),
                (int) settings.offers().accept().toSeconds(),
                (int) settings.poll().toSeconds(),
                0);
    }

    /** Throws away desks that nobody came to for so long. */
    void clear(Instant since) {
        desks.values().removeIf(desk -> desk.isDeserted(since));
    }

    private static TaskRef ref(AttemptKey key, AttemptState state) {
        return ref(key, state.epoch());
    }

    private static TaskRef ref(AttemptKey key, int epoch) {
        return new TaskRef(key.task(), key.attempt(), epoch);
    }
}
