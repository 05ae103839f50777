package io.outrider.gateway.node.application;

import io.outrider.gateway.attempt.application.AttemptWriter;
import io.outrider.gateway.attempt.application.Step;
import io.outrider.gateway.attempt.application.StepResult;
import io.outrider.gateway.attempt.domain.Answer;
import io.outrider.gateway.attempt.domain.AttemptCommand;
import io.outrider.gateway.attempt.domain.AttemptKey;
import io.outrider.gateway.node.application.Desk.Arrival;
import io.outrider.gateway.node.application.Desk.Parked;
import io.outrider.gateway.node.application.Desk.Preparation;
import io.outrider.gateway.node.outbound.postgres.DeskTable;
import io.outrider.gateway.settings.GatewaySettings;
import io.outrider.protocol.Offer;
import io.outrider.protocol.PollRequest;
import io.outrider.protocol.TaskRef;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Serves polls: one parked poll for each node, answered as soon as there is something, or with nothing in the end.
 *
 * <p>The first poll of an agent's session is reconciled with the table before: what the agent holds and is not known is named gone;
 * what an earlier session of it held and this one does not is lost. A desk that was deserted is laid from the table.
 */
@ApplicationScoped
public class Polling {

    private static final Logger LOG = Logger.getLogger(Polling.class);

    /** How long memory is trusted while nobody polls: in the meantime the node may have been at another replica. */
    private static final Duration FRESH = Duration.ofSeconds(5);

    private final Desks desks;
    private final DeskTable table;
    private final AttemptWriter writer;
    private final Presence presence;
    private final Vertx vertx;
    private final GatewaySettings settings;
    private final Clock clock;

    Polling(
            Desks desks,
            DeskTable table,
            AttemptWriter writer,
            Presence presence,
            Vertx vertx,
            GatewaySettings settings,
            Clock clock) {
        this.desks = desks;
        this.table = table;
        this.writer = writer;
        this.presence = presence;
        this.vertx = vertx;
        this.settings = settings;
        this.clock = clock;
    }

    /** Takes a poll; returns at once, the reply comes when it comes. */
    public void poll(String node, PollRequest request, PollReply reply) {
        Desk desk = desks.of(node);
        Arrival arrival = desk.arrive(request.session(), clock.instant(), FRESH);
        if (arrival.sentHome() != null) {
            arrival.sentHome().nothing();
        }
        presence.seen(node, request);
        Parked poll = new Parked(arrival.ticket(), request.room(), reply);
        if (arrival.preparation() == Preparation.NONE) {
            park(desk, poll);
        } else {
            boolean reconcile = arrival.preparation() == Preparation.RECONCILE;
            Thread.startVirtualThread(() -> prepare(node, desk, poll, request, reconcile));
        }
    }

    /** The connection of a poll has ended. */
    public void left(String node, PollReply reply) {
        Desk desk = desks.find(node);
        if (desk != null && desk.leave(reply, clock.instant())) {
            presence.left(node);
        }
    }

    /** Lays a desk anew from the table if its poll is parked, and serves it; waits for the database. */
    void refresh(String node) {
        Desk desk = desks.find(node);
        if (desk != null && desk.isParked()) {
            lay(node, desk);
            desks.serve(desk);
        }
    }

    private void prepare(String node, Desk desk, Parked poll, PollRequest request, boolean reconcile) {
        try {
            List<TaskRef> gone = reconcile ? reconcile(node, request) : List.of();
            lay(node, desk);
            if (gone.isEmpty()) {
                park(desk, poll);
            } else {
                Desk.Serving serving = desk.serveNow(poll, clock.instant());
                poll.reply().answer(desks.response(serving.offers(), serving.cancels(), gone));
            }
        } catch (RuntimeException e) {
            LOG.warnf("node=%s could not be served, but will come again: %s", node, e.getMessage());
            poll.reply().unavailable();
        }
    }

    private List<TaskRef> reconcile(String node, PollRequest request) {
        Set<TaskRef> running = new HashSet<>(request.running());
        List<Step> steps = new ArrayList<>();
        for (TaskRef ref : running) {
            steps.add(Step.of(key(ref), new AttemptCommand.Adopt(ref.epoch(), node, request.session())));
        }
        for (TaskRef ref : table.heldByOtherSessions(node, request.session())) {
            if (!running.contains(ref)) {
                steps.add(Step.of(key(ref), new AttemptCommand.Miss(ref.epoch(), node, request.session())));
            }
        }
        if (steps.isEmpty()) {
            return List.of();
        }
        List<StepResult> results = writer.submit(steps).toCompletableFuture().join();
        List<TaskRef> gone = new ArrayList<>();
        for (StepResult result : results) {
            if (result.answer() instanceof Answer.Gone
                    && result.step().command() instanceof AttemptCommand.Adopt adopt) {
                gone.add(new TaskRef(
                        result.step().key().task(), result.step().key().attempt(), adopt.epoch()));
            }
        }
        return gone;
    }

    private void lay(String node, Desk desk) {
        List<Offer> offers = table.offers(node, Desk.ROOM + 1);
        boolean more = offers.size() > Desk.ROOM;
        desk.lay(more ? offers.subList(0, Desk.ROOM) : offers, table.cancels(node), more);
    }

    private void park(Desk desk, Parked poll) {
        if (!desk.park(poll)) {
            poll.reply().nothing();
            return;
        }
        desks.serve(desk);
        vertx.setTimer(settings.poll().toMillis(), timer -> {
            if (desk.leave(poll.reply(), clock.instant())) {
                poll.reply().nothing();
            }
        });
    }

    private static AttemptKey key(TaskRef ref) {
        return new AttemptKey(ref.task(), ref.attempt());
    }
}
