package io.outrider.reactor.reaction.application;

import io.outrider.reactor.event.domain.Event;
import io.outrider.reactor.event.domain.Occurrence;
import io.outrider.reactor.reaction.domain.DecisionLine;
import io.outrider.reactor.reaction.domain.EvaluationException;
import io.outrider.reactor.reaction.domain.ReactionId;
import io.outrider.reactor.reaction.domain.Rule;
import io.outrider.reactor.window.domain.Firing;
import io.outrider.reactor.window.domain.Gate;
import io.outrider.reactor.window.domain.GroupState;
import io.outrider.reactor.window.domain.Input;
import io.outrider.reactor.window.domain.Limit;
import io.outrider.reactor.window.domain.Limiter;
import io.outrider.reactor.window.domain.Step;
import io.outrider.reactor.window.domain.Verdict;
import io.outrider.reactor.window.domain.Windows;
import io.outrider.reactor.window.outbound.postgres.GroupKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Takes the inputs of a batch one after the other and gathers the lines of the decision log. */
final class Deliberation {

    private final Launcher launcher;
    private final Recollection events;
    private final Duration runningLimit;
    private final Instant now;
    private final List<DecisionLine> lines = new ArrayList<>();

    /** A step that was taken, and what its firing came to. */
    private record Taken(Step step, @Nullable Launch launch) {}

    /**
     * A deliberation of this moment.
     *
     * @param runningLimit a job that is not heard of for so long counts as ended
     */
    Deliberation(Launcher launcher, Recollection events, Duration runningLimit, Instant now) {
        this.launcher = launcher;
        this.events = events;
        this.runningLimit = runningLimit;
        this.now = now;
    }

    List<DecisionLine> lines() {
        return lines;
    }

    /** The rule cannot react to the event. */
    void settled(Question.Settled question) {
        Limit limit = question.limit();
        if (limit == null) {
            line(question, "", "ERROR", null, null, null, question.reason());
        } else {
            line(question, "", "SUPPRESSED", limit, null, null, question.reason());
        }
    }

    /** Decides by the event alone. */
    void alone(Question.Alone question) {
        Rule rule = question.rule();
        Occurrence occurrence = question.arrival().occurrence();
        try {
            if (rule.when().isPresent() && !rule.when().get().holds(occurrence)) {
                line(question, "", "NOT_MATCHED", null, null, null, "conditions.when does not hold");
                return;
            }
        } catch (EvaluationException e) {
            line(question, "", "ERROR", null, null, null, e.getMessage());
            return;
        }
        Launch launch = launcher.alone(rule, question.arrival());
        UUID firing = rule.reaction().firing("", occurrence.event().key());
        launched(question, "", launch, launch instanceof Launch.Started ? firing : null);
    }

    /** Decides by what the group remembers. */
    void grouped(Question.Grouped question, OpenGroup group) {
        Rule rule = question.rule();
        Occurrence occurrence = question.arrival().occurrence();
        elapse(group, rule, question.input().at());
        Input input = question.input() instanceof Input.Occurred occurred
                ? occurred.atDepth(occurrence.event().causationDepth())
                : question.input();
        Taken taken = take(group, rule, input, gate(rule, occurrence));
        String key = group.key().group();
        UUID window = taken.step()
                .window()
                .map(openedBy -> rule.reaction().firing(key, openedBy))
                .orElse(null);
        switch (taken.step().verdict()) {
            case Verdict.Silent silent -> {}
            case Verdict.Fired fired -> launched(question, key, taken.launch(), window);
            case Verdict.Waiting(Limit limit, String reason, Instant until) ->
                line(question, key, "WAITING", limit, until, window, reason);
            case Verdict.Suppressed(Limit limit, String reason, Instant until) ->
                line(question, key, "SUPPRESSED", limit, until, window, reason);
            case Verdict.NotMatched(String reason) -> line(question, key, "NOT_MATCHED", null, null, window, reason);
            case Verdict.Failed(String reason) -> line(question, key, "ERROR", null, null, window, reason);
            case Verdict.Resolved resolved -> line(question, key, "RESOLVED", null, null, window, null);
        }
    }

    /**
     * Takes jobs that ended. A window that is due is left to the timers, which wait for events that were received before its deadline:
     * for the group the jobs ended just before.
     */
    void heard(OpenGroup group, Rule rule, Input.Ended ended) {
        Instant at = group.state()
                .deadline()
                .filter(deadline -> !deadline.isAfter(ended.at()))
                .map(deadline -> deadline.minusMillis(1))
                .orElse(ended.at());
        elapse(group, rule, at);
        take(group, rule, new Input.Ended(ended.jobs(), at), Gate.OPEN);
    }

    /** Ends what is due at this time. */
    void elapse(OpenGroup group, Rule rule, Instant at) {
        for (Optional<Input> due = Windows.due(group.state(), at);
                due.isPresent();
                due = Windows.due(group.state(), at)) {
            take(group, rule, due.get(), Gate.OPEN);
        }
    }

    /** Ends the window of a rule that is gone. */
    void drop(OpenGroup group) {
        GroupKey key = group.key();
        ReactionId reaction = new ReactionId(key.project(), key.reaction(), group.version());
        for (Optional<Input> due = group.state().deadline().map(Input.Due::new);
                due.isPresent();
                due = group.state().deadline().map(Input.Due::new)) {
            Step step = Windows.step(Limiter.NONE, group.state(), due.get(), Gate.OPEN);
            step.firing().ifPresent(firing -> launcher.drop(reaction, key.group(), firing));
            group.become(step.next(), group.version());
        }
    }

    /** Ends the window of a rule that is being deleted, and forgets the group. */
    void forget(OpenGroup group) {
        drop(group);
        group.become(GroupState.EMPTY, group.version());
        group.settle();
    }

    private Taken take(OpenGroup group, Rule rule, Input input, Gate gate) {
        Step step = Windows.step(rule.limiter(), group.state(), input, gate);
        GroupState next = step.next();
        Launch launch = null;
        if (step.firing().isPresent()) {
            Firing firing = step.firing().get();
            launch = launcher.end(rule, group.key().group(), firing);
            if (launch instanceof Launch.Started started) {
                next = Windows.fired(rule.limiter(), next, firing, started.jobs(), now.plus(runningLimit));
            }
        }
        group.become(next, rule.reaction().version());
        return new Taken(step, launch);
    }

    private Gate gate(Rule rule, Occurrence occurrence) {
        return rule.when().isEmpty()
                ? Gate.OPEN
                : (count, keys) -> rule.when()
                        .get()
                        .holds(occurrence.counted(count, rule.needsEvents() ? events.all(keys) : List.of()));
    }

    private void launched(Question question, String group, @Nullable Launch launch, @Nullable UUID firing) {
        switch (launch) {
            case Launch.Started started -> line(question, group, "FIRED", null, null, firing, null);
            case Launch.Refused refused ->
                line(question, group, "SUPPRESSED", refused.limit(), refused.until(), firing, refused.reason());
            case Launch.Failed failed -> line(question, group, "ERROR", null, null, firing, failed.reason());
            case null ->
                throw new IllegalStateException("Expected a firing of reaction "
                        + question.rule().reaction().name() + ", but there is none");
        }
    }

    private void line(
            Question question,
            String group,
            String outcome,
            @Nullable Limit limit,
            @Nullable Instant until,
            @Nullable UUID firing,
            @Nullable String reason) {
        Event event = question.arrival().occurrence().event();
        ReactionId reaction = question.rule().reaction();
        String cause = limit == null ? null : limit.text();
        lines.add(new DecisionLine(
                event.key(), reaction.name(), reaction.version(), group, outcome, cause, until, firing, reason, now));
    }
}
