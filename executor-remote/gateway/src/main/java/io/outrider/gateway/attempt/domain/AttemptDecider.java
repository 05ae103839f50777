package io.outrider.gateway.attempt.domain;

import io.outrider.gateway.attempt.domain.AttemptCommand.Accept;
import io.outrider.gateway.attempt.domain.AttemptCommand.Adopt;
import io.outrider.gateway.attempt.domain.AttemptCommand.Cancel;
import io.outrider.gateway.attempt.domain.AttemptCommand.Decline;
import io.outrider.gateway.attempt.domain.AttemptCommand.Expire;
import io.outrider.gateway.attempt.domain.AttemptCommand.Lapse;
import io.outrider.gateway.attempt.domain.AttemptCommand.Miss;
import io.outrider.gateway.attempt.domain.AttemptCommand.Renew;
import io.outrider.gateway.attempt.domain.AttemptCommand.ReportEnd;
import io.outrider.gateway.attempt.domain.AttemptCommand.ReportStart;
import io.outrider.gateway.attempt.domain.AttemptCommand.Revoke;
import io.outrider.gateway.attempt.domain.AttemptCommand.Start;
import io.outrider.gateway.attempt.domain.AttemptState.Ended;
import io.outrider.gateway.attempt.domain.AttemptState.Held;
import io.outrider.gateway.attempt.domain.AttemptState.Offered;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rules of an attempt: at most one epoch is held at a time, an end is final, a lower epoch than the newest changes nothing.
 *
 * <p>Commands may come twice, late and in any order; each is answered so that its sender can go on.
 */
public final class AttemptDecider {

    private static final Answer DONE = new Answer.Done();
    private static final Answer IGNORED = new Answer.Ignored();
    private static final Answer GONE = new Answer.Gone();

    private AttemptDecider() {}

    /** Decides what a command comes to; null is the state of an attempt that is not known here. */
    public static Decision decide(@Nullable AttemptState state, AttemptCommand command, Instant now) {
        return switch (command) {
            case Start start -> start(state, start);
            case Decline decline -> decline(state, decline, now);
            case Cancel cancel -> cancel(state, cancel, now);
            case Accept accept -> accept(state, accept, now);
            case ReportStart report -> reportStart(state, report);
            case ReportEnd report -> reportEnd(state, report, now);
            case Renew renew -> renew(state, renew, now);
            case Adopt adopt -> adopt(state, adopt);
            case Miss miss -> miss(state, miss, now);
            case Lapse lapse -> lapse(state, lapse, now);
            case Expire expire -> expire(state, now);
            case Revoke revoke -> revoke(state, now);
        };
    }

    private static Decision start(@Nullable AttemptState state, Start start) {
        if (state != null && state.epoch() >= start.epoch()) {
            return Decision.unchanged(state, IGNORED);
        }
        Offered offered = new Offered(start.epoch(), start.node(), start.nonce(), start.queueUntil());
        return new Decision(offered, superseded(state, start.epoch()), DONE);
    }

    private static Decision decline(@Nullable AttemptState state, Decline decline, Instant now) {
        if (state != null && state.epoch() >= decline.epoch()) {
            return Decision.unchanged(state, IGNORED);
        }
        return neverStarted(state, decline.epoch(), decline.node(), Outcome.REFUSED, decline.reason(), now);
    }

    private static Decision cancel(@Nullable AttemptState state, Cancel cancel, Instant now) {
        if (state == null || state.epoch() < cancel.epoch()) {
            return neverStarted(state, cancel.epoch(), cancel.node(), Outcome.CANCELLED, cancel.reason(), now);
        }
        if (state.epoch() > cancel.epoch()) {
            return Decision.unchanged(state, IGNORED);
        }
        return switch (state) {
            case Offered offered -> end(offered, Outcome.CANCELLED, null, cancel.reason(), now, DONE);
            case Held held
            when held.stopBy() == null -> Decision.changed(held.cancelling(cancel.reason(), cancel.stopBy()), DONE);
            case Held held -> Decision.unchanged(held, DONE);
            case Ended ended -> Decision.unchanged(ended, IGNORED);
        };
    }

    private static Decision accept(@Nullable AttemptState state, Accept accept, Instant now) {
        if (state == null || state.epoch() != accept.epoch() || !state.node().equals(accept.node())) {
            return Decision.unchanged(state, new Answer.Refused("it is not offered to this node any more"));
        }
        if (!state.nonce().equals(accept.nonce())) {
            return Decision.unchanged(state, new Answer.Refused("the nonce is not the offer's"));
        }
        return switch (state) {
            case Offered offered ->
                Decision.changed(
                        new Held(
                                offered.epoch(),
                                offered.node(),
                                offered.nonce(),
                                accept.session(),
                                accept.leaseUntil(),
                                now,
                                null,
                                null,
                                null),
                        new Answer.Leased(null),
                        new AttemptEvent.Accepted(offered.epoch(), offered.node()));
            case Held held -> Decision.changed(held.until(accept.leaseUntil()), new Answer.Leased(held.cancelReason()));
            case Ended ended -> Decision.unchanged(ended, new Answer.Refused("it has ended: " + ended.outcome()));
        };
    }

    private static Decision reportStart(@Nullable AttemptState state, ReportStart report) {
        if (state == null || state.epoch() != report.epoch() || !state.node().equals(report.node())) {
            return Decision.unchanged(state, GONE);
        }
        return switch (state) {
            case Offered offered -> Decision.unchanged(offered, GONE);
            case Held held
            when held.startedAt() == null ->
                Decision.changed(
                        held.started(report.startedAt()).until(report.leaseUntil()),
                        DONE,
                        new AttemptEvent.Started(held.epoch(), held.node(), report.startedAt()));
            case Held held -> Decision.changed(held.until(report.leaseUntil()), DONE);
            case Ended ended -> Decision.unchanged(ended, ended.reported() ? DONE : GONE);
        };
    }

    private static Decision reportEnd(@Nullable AttemptState state, ReportEnd report, Instant now) {
        if (state == null || state.epoch() != report.epoch() || !state.node().equals(report.node())) {
            return Decision.unchanged(state, GONE);
        }
        return switch (state) {
            case Offered offered when report.outcome() == Outcome.REFUSED -> reported(offered, null, report, now);
            case Offered offered -> Decision.unchanged(offered, GONE);
            case Held held -> reported(held, held.startedAt(), report, now);
            case Ended ended ->
                Decision.unchanged(ended, ended.reported() && ended.outcome() == report.outcome() ? DONE : GONE);
        };
    }

    /** An agent that does not end what it was told to stop is told that it is gone; the lease ends by itself. */
    private static Decision renew(@Nullable AttemptState state, Renew renew, Instant now) {
        if (state instanceof Held held
                && held.epoch() == renew.epoch()
                && held.node().equals(renew.node())
                && !held.isToHaveStopped(now)) {
            return Decision.changed(held.until(renew.leaseUntil()), new Answer.Leased(held.cancelReason()));
        }
        return Decision.unchanged(state, GONE);
    }

    private static Decision adopt(@Nullable AttemptState state, Adopt adopt) {
        if (state == null || state.epoch() != adopt.epoch() || !state.node().equals(adopt.node())) {
            return Decision.unchanged(state, GONE);
        }
        return switch (state) {
            // The acceptance is still on its way, or its answer is.
            case Offered offered -> Decision.unchanged(offered, DONE);
            case Held held when held.session().equals(adopt.session()) -> Decision.unchanged(held, DONE);
            case Held held -> Decision.changed(held.adoptedBy(adopt.session()), DONE);
            case Ended ended -> Decision.unchanged(ended, ended.reported() ? DONE : GONE);
        };
    }

    private static Decision miss(@Nullable AttemptState state, Miss miss, Instant now) {
        if (state instanceof Held held
                && held.epoch() == miss.epoch()
                && held.node().equals(miss.node())
                && !held.session().isEmpty()
                && !held.session().equals(miss.session())) {
            // An agent takes down what it asks for: it came back without its journal, and what it began nobody knows.
            return end(held, Outcome.LOST, held.mayHaveStartedAt(), "the agent restarted without it", now, DONE);
        }
        return Decision.unchanged(state, IGNORED);
    }

    private static Decision lapse(@Nullable AttemptState state, Lapse lapse, Instant now) {
        if (state instanceof Offered offered && offered.epoch() == lapse.epoch()) {
            return end(offered, Outcome.REFUSED, null, lapse.reason(), now, DONE);
        }
        return Decision.unchanged(state, IGNORED);
    }

    private static Decision expire(@Nullable AttemptState state, Instant now) {
        return switch (state) {
            case Offered offered
            when !now.isBefore(offered.deadline()) ->
                end(offered, Outcome.REFUSED, null, "the node did not take it in time", now, DONE);
            case Held held
            when !now.isBefore(held.deadline()) ->
                end(held, Outcome.LOST, held.mayHaveStartedAt(), leaseRanOut(held), now, DONE);
            case null, default -> Decision.unchanged(state, IGNORED);
        };
    }

    private static String leaseRanOut(Held held) {
        return held.cancelReason() == null
                ? "the lease ran out: the node was not heard of any more"
                : "the lease ran out while it was being cancelled; that it stopped is unconfirmed";
    }

    private static Decision revoke(@Nullable AttemptState state, Instant now) {
        String reason = "the node's enrolment was revoked";
        return switch (state) {
            case Offered offered -> end(offered, Outcome.REFUSED, null, reason, now, DONE);
            case Held held -> end(held, Outcome.LOST, held.mayHaveStartedAt(), reason, now, DONE);
            case null, default -> Decision.unchanged(state, IGNORED);
        };
    }

    private static List<AttemptEvent> superseded(@Nullable AttemptState state, int epoch) {
        List<AttemptEvent> events = new ArrayList<>();
        if (state instanceof Held held) {
            events.add(new AttemptEvent.Finished(
                    held.epoch(),
                    held.node(),
                    Outcome.LOST,
                    false,
                    held.mayHaveStartedAt(),
                    "superseded by epoch " + epoch));
        }
        return events;
    }

    private static Decision neverStarted(
            @Nullable AttemptState state, int epoch, String node, Outcome outcome, String reason, Instant now) {
        List<AttemptEvent> events = superseded(state, epoch);
        events.add(new AttemptEvent.Finished(epoch, node, outcome, false, null, reason));
        return new Decision(new Ended(epoch, node, "", outcome, false, now), events, DONE);
    }

    private static Decision reported(AttemptState state, @Nullable Instant startedAt, ReportEnd report, Instant now) {
        return Decision.changed(
                new Ended(state.epoch(), state.node(), state.nonce(), report.outcome(), true, now),
                DONE,
                new AttemptEvent.Finished(
                        state.epoch(), state.node(), report.outcome(), true, startedAt, report.reason()));
    }

    private static Decision end(
            AttemptState state,
            Outcome outcome,
            @Nullable Instant startedAt,
            String reason,
            Instant now,
            Answer answer) {
        return Decision.changed(
                new Ended(state.epoch(), state.node(), state.nonce(), outcome, false, now),
                answer,
                new AttemptEvent.Finished(state.epoch(), state.node(), outcome, false, startedAt, reason));
    }
}
