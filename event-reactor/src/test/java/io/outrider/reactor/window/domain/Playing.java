package io.outrider.reactor.window.domain;

import io.outrider.reactor.reaction.domain.EvaluationException;
import io.outrider.reactor.window.notation.GroupStates;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Plays a history with {@link Windows}, as a service does: with restarts, and rows deleted that are void. */
final class Playing {
    static final long START = 1_700_000_000_000L;
    static final long RUNNING_LIMIT = 60;
    /** Longer than an input is ever told late. */
    private static final long GRACE = 10;

    /** What is seen from outside after an input. */
    record Sight(Step step, GroupState state, Limiter limiter) {}

    final List<Sight> sights = new ArrayList<>();
    final List<Firing> endings = new ArrayList<>();
    final List<Firing> started = new ArrayList<>();
    /** What happened, in words, and what the reference says of it. */
    final List<String> told = new ArrayList<>();

    final List<String> expected = new ArrayList<>();
    private final ReferenceLimiter reference;
    private final History history;
    private Limiter limiter;
    private GroupState state = GroupState.EMPTY;
    private long newest = START;

    private Playing(History history) {
        this.history = history;
        this.limiter = history.limiters().getFirst();
        this.reference = new ReferenceLimiter(limiter, gate(history.gateAbove()));
    }

    static Playing of(History history) {
        Playing playing = new Playing(history);
        int number = 0;
        for (History.Happening happening : history.happenings()) {
            long time = playing.newest + happening.after();
            playing.newest = Math.max(playing.newest, time);
            playing.happen(happening, Instant.ofEpochMilli(time), number++);
        }
        return playing;
    }

    static UUID event(int number) {
        return new UUID(1, number);
    }

    static UUID job(int number) {
        return new UUID(2, number);
    }

    static Gate gate(long above) {
        return (occurrences, events) -> {
            if (above > 0 && occurrences == 2 * above) {
                throw new EvaluationException("fails");
            }
            return occurrences > above;
        };
    }

    GroupState state() {
        return state;
    }

    Limiter limiter() {
        return limiter;
    }

    private void happen(History.Happening happening, Instant at, int number) {
        if (happening.kind() == History.Kind.VERSION) {
            limiter = history.limiters()
                    .get(happening.choice() % history.limiters().size());
            reference.version(limiter);
        } else {
            drain(at, happening.starts());
            take(happening, at, number);
        }
        if (happening.restart()) {
            state = GroupStates.read(GroupStates.write(state));
            if (state.isVoidAt(Instant.ofEpochMilli(newest - GRACE))) {
                state = GroupState.EMPTY;
            }
        }
    }

    private void take(History.Happening happening, Instant at, int number) {
        boolean starts = happening.starts();
        long time = at.toEpochMilli();
        switch (happening.kind()) {
            case EVENT -> {
                int part = limiter.join()
                        .map(join -> happening.choice() % join.parts().size())
                        .orElse(Input.Occurred.NO_PART);
                expected.add(reference.occurred(event(number), time, part));
                step(new Input.Occurred(event(number), at, part), starts);
            }
            case RESOLVED -> {
                expected.add(reference.resolved(time));
                step(new Input.Resolved(event(number), at), starts);
            }
            case JOB_ENDED -> {
                UUID job = job(started.size() - happening.choice());
                expected.add(reference.ended(job, time));
                step(new Input.Ended(Set.of(job), at), starts);
            }
            case CLOCK -> {
                expected.add("");
                step(new Input.Due(at), starts);
            }
            case VERSION -> throw new IllegalArgumentException("Expected an input, but was a version");
        }
    }

    /** Lets the time pass. */
    void drain(Instant at, boolean starts) {
        Optional<Input> due = Windows.due(state, at);
        while (due.isPresent()) {
            expected.add(reference.due(at.toEpochMilli()).orElse("nothing is due"));
            step(due.get(), starts);
            due = Windows.due(state, at);
        }
        reference.due(at.toEpochMilli()).ifPresent(missing -> {
            told.add("nothing is due");
            expected.add(missing);
        });
    }

    private void step(Input input, boolean starts) {
        Step step = Windows.step(limiter, state, input, gate(history.gateAbove()));
        state = step.next();
        told.add(words(step));
        step.firing().ifPresent(firing -> {
            endings.add(firing);
            if (firing.end() == Firing.End.FIRES && starts) {
                started.add(firing);
                UUID job = job(started.size());
                Instant until = firing.at().plusMillis(RUNNING_LIMIT);
                state = Windows.fired(limiter, state, firing, Set.of(job), until);
                reference.started(Set.of(job), firing.at().toEpochMilli(), until.toEpochMilli());
            }
        });
        sights.add(new Sight(step, state, limiter));
    }

    private static String words(Step step) {
        String verdict = switch (step.verdict()) {
            case Verdict.Fired fired -> "fired";
            case Verdict.Waiting waiting
            when waiting.limit() == Limit.MIN_OCCURRENCES ->
                "minOccurrences " + waiting.reason().split(" ", 2)[0] + " until "
                        + waiting.until().toEpochMilli();
            case Verdict.Waiting waiting ->
                waiting.limit().text() + " until " + waiting.until().toEpochMilli();
            case Verdict.Suppressed suppressed ->
                suppressed.limit().text() + " until " + suppressed.until().toEpochMilli();
            case Verdict.NotMatched notMatched -> "not matched";
            case Verdict.Failed failed -> "failed";
            case Verdict.Resolved resolved -> "resolved";
            case Verdict.Silent silent -> "";
        };
        return verdict
                + step.firing()
                        .map(firing -> " " + firing.end() + " " + firing.cause() + " at "
                                + firing.at().toEpochMilli() + " count " + firing.occurrences() + " opened by "
                                + firing.openedBy() + " events " + firing.events())
                        .orElse("");
    }
}
