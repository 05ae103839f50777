package io.outrider.reactor.reaction.application;

import io.outrider.reactor.event.domain.Event;
import io.outrider.reactor.event.domain.Occurrence;
import io.outrider.reactor.reaction.domain.EvaluationException;
import io.outrider.reactor.reaction.domain.ReactionId;
import io.outrider.reactor.reaction.domain.Rule;
import io.outrider.reactor.reaction.domain.Trigger;
import io.outrider.reactor.window.domain.Input;
import io.outrider.reactor.window.domain.Limit;
import io.outrider.reactor.window.outbound.postgres.GroupKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks which rules are about an event, and which group of theirs it belongs to. Pure. */
final class Inquiry {

    private final RuleSet rules;
    private final Instant now;
    private final int causationLimit;

    /**
     * An inquiry of this moment.
     *
     * @param causationLimit an event that so many reactions led to leads to no other
     */
    Inquiry(RuleSet rules, Instant now, int causationLimit) {
        this.rules = rules;
        this.now = now;
        this.causationLimit = causationLimit;
    }

    /** Returns one question for each rule that is about the event, in the order of the rules. */
    List<Question> about(Arrival arrival) {
        Event event = arrival.occurrence().event();
        List<Question> questions = new ArrayList<>();
        for (Rule rule : rules.about(event.project(), event.type())) {
            try {
                question(rule, arrival).ifPresent(questions::add);
            } catch (EvaluationException e) {
                questions.add(new Question.Settled(rule, arrival, null, String.valueOf(e.getMessage())));
            }
        }
        return questions;
    }

    private Optional<Question> question(Rule rule, Arrival arrival) {
        return switch (rule.trigger().meaningOfNamed(arrival.occurrence())) {
            case Trigger.Meaning.NOTHING -> Optional.empty();
            case Trigger.Meaning.RESOLUTION -> resolution(rule, arrival);
            case Trigger.Meaning.OCCURRENCE -> Optional.of(occurrence(rule, arrival));
        };
    }

    private Optional<Question> resolution(Rule rule, Arrival arrival) {
        if (!rule.stateful()) {
            return Optional.empty();
        }
        Input input = new Input.Resolved(arrival.occurrence().event().key(), at(arrival));
        return Optional.of(new Question.Grouped(rule, arrival, group(rule, arrival.occurrence()), input));
    }

    private Question occurrence(Rule rule, Arrival arrival) {
        if (!rule.enabled()) {
            return new Question.Settled(rule, arrival, Limit.DISABLED, "enabled is false");
        }
        Optional<String> pause = rules.pause(rule.reaction());
        if (pause.isPresent()) {
            return new Question.Settled(rule, arrival, Limit.PAUSED, pause.get());
        }
        Event event = arrival.occurrence().event();
        if (event.causationDepth() >= causationLimit) {
            return new Question.Settled(
                    rule,
                    arrival,
                    Limit.LOOP_GUARD,
                    "a chain of " + event.causationDepth() + " reactions led to this event");
        }
        if (!rule.stateful()) {
            return new Question.Alone(rule, arrival);
        }
        int part = rule.limiter().join().isPresent() ? rule.trigger().part(event.type()) : Input.Occurred.NO_PART;
        Input input = new Input.Occurred(event.key(), at(arrival), part);
        return new Question.Grouped(rule, arrival, group(rule, arrival.occurrence()), input);
    }

    /** A sender past the API may claim any time; one to come would stop the group's clock. */
    private Instant at(Arrival arrival) {
        Instant received = arrival.occurrence().event().receivedAt();
        return received.isAfter(now) ? now : received;
    }

    private static GroupKey group(Rule rule, Occurrence occurrence) {
        ReactionId id = rule.reaction();
        return new GroupKey(id.project(), id.name(), rule.grouping().group(occurrence));
    }
}
