package io.outrider.reactor.window.domain;

import io.outrider.reactor.reaction.domain.EvaluationException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The rules of docs/reactions.md as a function. One group of one rule is one sequence of inputs; the caller stores the state between
 * them and does what a firing asks for.
 *
 * <p>Order: before an input at a time, what is due at that time is taken as an input of its own, see {@link #due}.
 */
public final class Windows {

    private Windows() {}

    /** Returns what has to be stepped before any other input at this time, again and again until there is nothing. */
    public static Optional<Input> due(GroupState state, Instant at) {
        long now = Math.max(at.toEpochMilli(), state.last());
        return state.deadline()
                .filter(deadline -> now >= deadline.toEpochMilli())
                .map(Input.Due::new);
    }

    /** Returns the event that opened the window that is open at this time, under the present limits of its rule; empty if none is. */
    public static Optional<UUID> open(Limiter limiter, GroupState state, Instant at) {
        return new Draft(limiter, state, Math.max(at.toEpochMilli(), state.last())).openedBy();
    }

    /**
     * Takes one input.
     *
     * @throws IllegalStateException when something else is due first
     */
    public static Step step(Limiter limiter, GroupState state, Input input, Gate gate) {
        if (input instanceof Input.Due(Instant at)) {
            return due(limiter, state, at);
        }
        long now = Math.max(input.at().toEpochMilli(), state.last());
        // What has run out is gone, whether its row was deleted in the meantime or not.
        GroupState known = state.isVoidAt(Instant.ofEpochMilli(now)) ? GroupState.EMPTY : state;
        if (known.pending().filter(window -> window.deadline() <= now).isPresent()) {
            throw new IllegalStateException("Expected the window due at "
                    + known.deadline().orElseThrow() + " to be stepped before an input at " + input.at());
        }
        Draft draft = new Draft(limiter, known, now);
        return switch (input) {
            case Input.Occurred occurred -> new Occurring(limiter, draft, gate).step(occurred);
            case Input.Resolved resolved -> resolved(state, known, draft);
            case Input.Ended(Set<UUID> jobs, Instant at) -> draft.ended(jobs) ? ended(draft) : silent(state);
            case Input.Due due -> throw new IllegalStateException("Expected to be done with what is due");
        };
    }

    /**
     * Returns the state after a firing that started jobs: the delay begins, and they run. A firing that started nothing (budget,
     * failed template, pause) is not noted; its window is over all the same.
     *
     * @param runningUntil when the jobs count as ended, whatever is heard of them
     */
    public static GroupState fired(
            Limiter limiter, GroupState state, Firing firing, Set<UUID> jobs, Instant runningUntil) {
        Draft draft = new Draft(limiter, state, state.last());
        draft.fired(firing.at().toEpochMilli(), jobs, runningUntil.toEpochMilli());
        return draft.state();
    }

    private static Step due(Limiter limiter, GroupState state, Instant at) {
        Optional<Pending> pending = state.pending().filter(window -> window.deadline() <= at.toEpochMilli());
        if (pending.isEmpty()) {
            return silent(state);
        }
        // However late the timer is: it happens at the deadline.
        Draft draft = new Draft(limiter, state, Math.max(pending.get().deadline(), state.last()));
        boolean runs = pending.get().kind() == Pending.Kind.MORE && draft.isRunning();
        return switch (runs ? limiter.whileRunning() : WhileRunning.PARALLEL) {
            case COALESCE -> {
                draft.wait(pending.get().running(draft.runningUntil()));
                yield silent(draft.state());
            }
            case SKIP -> closed(draft, Firing.Cause.TIMER, Firing.End.SKIPPED, new Verdict.Silent());
            case PARALLEL -> closed(draft, Firing.Cause.TIMER, Firing.End.FIRES, new Verdict.Silent());
        };
    }

    private static Step resolved(GroupState before, GroupState known, Draft draft) {
        if (draft.openedBy().isPresent()) {
            return closed(draft, Firing.Cause.EVENT, Firing.End.RESOLVED, new Verdict.Resolved());
        }
        return silent(known.openedBy().isEmpty() ? before : draft.state());
    }

    private static Step ended(Draft draft) {
        boolean awaited = draft.pending()
                .filter(window -> window.kind() == Pending.Kind.RUNNING)
                .isPresent();
        return awaited && !draft.isRunning()
                ? closed(draft, Firing.Cause.JOB_ENDED, Firing.End.FIRES, new Verdict.Silent())
                : silent(draft.state());
    }

    private static Step silent(GroupState state) {
        return new Step(state, new Verdict.Silent(), Optional.empty(), Optional.empty());
    }

    private static Step closed(Draft draft, Firing.Cause cause, Firing.End end, Verdict verdict) {
        Firing firing = draft.close(cause, end);
        return new Step(draft.state(), verdict, Optional.of(firing.openedBy()), Optional.of(firing));
    }

    /** What becomes of an occurrence. */
    private record Occurring(Limiter limiter, Draft draft, Gate gate) {

        Step step(Input.Occurred occurred) {
            long delayed = draft.delayedUntil();
            if (draft.now < delayed) {
                return new Step(
                        draft.state(),
                        new Verdict.Suppressed(
                                Limit.RE_REACT_DELAY,
                                "fired less than reReactDelay ago",
                                Instant.ofEpochMilli(delayed)),
                        draft.openedBy(),
                        Optional.empty());
            }
            UUID window = draft.open(occurred);
            if (draft.pending().isPresent()) {
                return more(window, draft.pending().get(), occurred.event());
            }
            return limiter.join().isPresent()
                    ? joined(window, limiter.join().get(), occurred)
                    : counted(window, List.of(occurred.event()));
        }

        private Step more(UUID window, Pending pending, UUID event) {
            long deadline = pending.kind() == Pending.Kind.RUNNING
                    ? pending.deadline()
                    : limiter.waitForMore()
                            .filter(WaitForMore::resetTimeoutOnMore)
                            .map(more -> Math.max(
                                    draft.now,
                                    Math.min(
                                            draft.now + more.timeout().toMillis(),
                                            pending.openedAt()
                                                    + more.maxTimeout().toMillis())))
                            .orElse(pending.deadline());
            draft.wait(pending.plus(event, deadline));
            return waiting(window, pending.kind().limit(), (pending.occurrences() + 1) + " so far", deadline);
        }

        private Step joined(UUID window, Join join, Input.Occurred occurred) {
            draft.join(join.parts().get(occurred.joinPart()), occurred.event());
            Map<String, Seen> there = draft.parts();
            if (there.size() < join.parts().size()) {
                String missing = join.parts().stream()
                        .filter(part -> !there.containsKey(part))
                        .collect(Collectors.joining(", "));
                long oldest = there.values().stream().mapToLong(Seen::at).min().orElseThrow();
                return waiting(
                        window,
                        Limit.JOIN,
                        "missing: " + missing,
                        oldest + join.within().toMillis());
            }
            return counted(window, draft.joined(occurred.event()));
        }

        private Step counted(UUID window, List<UUID> by) {
            draft.count(by);
            int count = draft.counted().size();
            if (count < limiter.minOccurrences()) {
                return waiting(
                        window,
                        Limit.MIN_OCCURRENCES,
                        count + " of " + limiter.minOccurrences(),
                        draft.counted().oldest() + limiter.within().toMillis());
            }
            try {
                return gate.holds(count, draft.events())
                        ? ready(window)
                        : silentAbout(window, new Verdict.NotMatched("conditions.when does not hold"));
            } catch (EvaluationException e) {
                return silentAbout(window, new Verdict.Failed(String.valueOf(e.getMessage())));
            }
        }

        private Step ready(UUID window) {
            if (limiter.waitForMore().isPresent()) {
                long deadline =
                        draft.now + limiter.waitForMore().get().timeout().toMillis();
                pend(Pending.Kind.MORE, deadline);
                return waiting(window, Limit.WAIT_FOR_MORE, draft.occurrences() + " so far", deadline);
            }
            return switch (draft.isRunning() ? limiter.whileRunning() : WhileRunning.PARALLEL) {
                case COALESCE -> {
                    pend(Pending.Kind.RUNNING, draft.runningUntil());
                    yield waiting(window, Limit.RUNNING, "a job of the last firing still runs", draft.runningUntil());
                }
                case SKIP ->
                    closed(
                            draft,
                            Firing.Cause.EVENT,
                            Firing.End.SKIPPED,
                            new Verdict.Suppressed(
                                    Limit.RUNNING,
                                    "a job of the last firing still runs",
                                    Instant.ofEpochMilli(draft.runningUntil())));
                case PARALLEL -> closed(draft, Firing.Cause.EVENT, Firing.End.FIRES, new Verdict.Fired());
            };
        }

        private void pend(Pending.Kind kind, long deadline) {
            draft.wait(new Pending(kind, draft.now, deadline, draft.occurrences(), draft.events()));
        }

        private Step waiting(UUID window, Limit limit, String reason, long until) {
            return silentAbout(window, new Verdict.Waiting(limit, reason, Instant.ofEpochMilli(until)));
        }

        private Step silentAbout(UUID window, Verdict verdict) {
            return new Step(draft.state(), verdict, Optional.of(window), Optional.empty());
        }
    }
}
