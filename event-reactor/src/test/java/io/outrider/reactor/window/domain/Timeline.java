package io.outrider.reactor.window.domain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.outrider.reactor.Events;
import io.outrider.reactor.budget.domain.BudgetUse;
import io.outrider.reactor.expression.Expressions;
import io.outrider.reactor.notation.Documents;
import io.outrider.reactor.reaction.domain.Budget;
import io.outrider.reactor.reaction.domain.Condition;
import io.outrider.reactor.reaction.domain.EvaluationException;
import io.outrider.reactor.reaction.domain.ReactionDefinition;
import io.outrider.reactor.reaction.notation.ReactionReader;
import io.outrider.reactor.window.notation.GroupStates;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Plays a time-line of one group and writes beside each line what becomes of it. The reaction is its fields as docs/reactions.md
 * writes them above a drawing. A line is a time and an input:
 *
 * <pre>
 * 0m  a            an event; with a join the part stands before it: cpu:a
 * 2m  resolved r   3m  ended 1   4m  clock   5m  version minOccurrences: 2
 * </pre>
 *
 * What is due comes first, with its own time. Each firing starts one job; they are counted from 1. Between any two inputs the state
 * is written as text and read again.
 */
final class Timeline {
    private static final long START = Instant.parse("2026-01-31T12:00:00Z").toEpochMilli();
    private static final Duration RUNNING_LIMIT = Duration.ofHours(24);

    private static final Expressions EXPRESSIONS = new Expressions();
    private static final List<String> OF_LIMITER =
            List.of("minOccurrences", "minOccurences", "within", "reReactDelay", "reReactDealy", "waitForMore");

    private final Gate gate;
    private final Map<UUID, String> names = new HashMap<>();
    private final Map<String, UUID> jobs = new LinkedHashMap<>();
    private final Budget budget;
    private Limiter limiter;
    private GroupState state = GroupState.EMPTY;
    private BudgetUse used = BudgetUse.NONE;

    private Timeline(ReactionDefinition reaction, Gate gate) {
        this.limiter = reaction.limiter();
        this.budget = reaction.budget();
        this.gate = gate;
    }

    /** Plays the inputs; whatever stands behind a bar in a line is not read. */
    static String play(String reaction, String lines) {
        return play(reaction, gate(reaction(reaction)), lines);
    }

    static String play(String reaction, Gate gate, String lines) {
        Timeline timeline = new Timeline(reaction(reaction), gate);
        return lines.lines().map(timeline::line).collect(Collectors.joining("\n", "", "\n"));
    }

    static Limiter limiter(String fields) {
        return reaction(fields).limiter();
    }

    /** Reads fields, each without the one that it belongs into: those of triggerLimiter, and condition. */
    static ReactionDefinition reaction(String fields) {
        try {
            ObjectNode reaction = (ObjectNode) Documents.read(
                    "{name: r, do: {jobs: [{template: t, parameters: {n: '{{ event.occurrences }}'}}]}}", false);
            ObjectNode limiter = reaction.objectNode();
            Documents.read("{" + fields + "}", false).properties().forEach(field -> {
                if (OF_LIMITER.contains(field.getKey())) {
                    limiter.set(field.getKey(), field.getValue());
                } else if (field.getKey().equals("condition")) {
                    reaction.putObject("conditions").putObject("when").set("condition", field.getValue());
                } else {
                    reaction.set(field.getKey(), field.getValue());
                }
            });
            if (!reaction.has("on")) {
                reaction.put("on", "x");
            }
            if (!limiter.isEmpty()) {
                reaction.set("triggerLimiter", limiter);
            }
            ReactionReader.Reading reading = new ReactionReader(EXPRESSIONS).read(reaction);
            return Optional.ofNullable(reading.definition())
                    .orElseThrow(() -> new IllegalArgumentException(fields + ": " + reading.errors()));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(fields, e);
        }
    }

    /** Returns the reaction's condition, which may look at the count. */
    private static Gate gate(ReactionDefinition reaction) {
        if (reaction.when() == null) {
            return Gate.OPEN;
        }
        Condition condition = EXPRESSIONS.condition(reaction.when());
        return (occurrences, events) ->
                condition.holds(Events.occurrence("x", "{}").counted(occurrences, List.of()));
    }

    private String line(String line) {
        String input = line.split("\\|", 2)[0].strip();
        String[] words = input.split(" +", 3);
        Instant at = Instant.ofEpochMilli(START + seconds(words[0]) * 1_000);
        StringBuilder outcome = new StringBuilder();
        Optional<Input> due = Windows.due(state, at);
        while (due.isPresent()) {
            step(due.get(), outcome);
            due = Windows.due(state, at);
        }
        switch (words[1]) {
            case "clock" -> step(new Input.Due(at), outcome);
            case "version" -> limiter = limiter(words[2]);
            case "ended" -> step(new Input.Ended(Set.of(id("job" + words[2])), at), outcome);
            case "resolved" -> step(new Input.Resolved(id(words[2]), at), outcome);
            default -> step(occurred(words[1], at), outcome);
        }
        return "%-16s|%s".formatted(input, outcome.isEmpty() ? "" : " " + outcome);
    }

    private Input occurred(String name, Instant at) {
        int colon = name.indexOf(':');
        int part = colon < 0
                ? Input.Occurred.NO_PART
                : limiter.join().orElseThrow().parts().indexOf(name.substring(0, colon));
        return new Input.Occurred(id(name.substring(colon + 1)), at, part);
    }

    private void step(Input input, StringBuilder outcome) {
        Step step = Windows.step(limiter, state, input, gate);
        state = step.next();
        String verdict = verdict(step.verdict());
        String firing = step.firing().map(this::firing).orElse("");
        Optional<Firing> starts = step.firing().filter(ended -> ended.end() == Firing.End.FIRES);
        if (starts.isPresent() && !hasRoom(starts.get())) {
            verdict = "suppressed budget until " + time(used.until(budget));
            firing = "DROPPED " + firing;
            starts = Optional.empty();
        }
        if (!outcome.isEmpty() && !(verdict + firing).isEmpty()) {
            outcome.append("; ");
        }
        outcome.append(verdict)
                .append(verdict.isEmpty() || firing.isEmpty() ? "" : " ")
                .append(firing);
        starts.ifPresent(ended -> {
            String job = "job" + (jobs.size() + 1);
            jobs.put(job, id(job));
            state = Windows.fired(
                    limiter, state, ended, Set.of(id(job)), ended.at().plus(RUNNING_LIMIT));
        });
        state = GroupStates.read(GroupStates.write(state));
    }

    private boolean hasRoom(Firing firing) {
        Optional<BudgetUse> more = used.take(budget, 1, firing.at());
        used = more.orElse(used);
        return more.isPresent();
    }

    private String verdict(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Fired fired -> "fired";
            case Verdict.Waiting(Limit limit, String reason, Instant until) ->
                "waiting " + limit.text() + " (" + reason + ") until " + time(until);
            case Verdict.Suppressed(Limit limit, String reason, Instant until) ->
                "suppressed " + limit.text() + " until " + time(until);
            case Verdict.NotMatched notMatched ->
                "not matched (" + state.counted().size() + " so far)";
            case Verdict.Failed(String reason) -> "failed: " + reason;
            case Verdict.Resolved resolved -> "resolved";
            case Verdict.Silent silent -> "";
        };
    }

    private String firing(Firing firing) {
        String events = firing.events().stream().map(names::get).collect(Collectors.joining(" "));
        String how = switch (firing.end()) {
            case FIRES -> firing.cause() == Firing.Cause.EVENT ? "" : firing.cause() + " at " + time(firing.at()) + " ";
            case SKIPPED, RESOLVED -> firing.end() + " ";
        };
        return how + firing.occurrences() + ": " + events + " of " + names.get(firing.openedBy());
    }

    private UUID id(String name) {
        UUID id = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
        names.put(id, name);
        return id;
    }

    private static long seconds(String text) {
        long number = Long.parseLong(text.substring(0, text.length() - 1));
        return text.endsWith("m") ? number * 60 : text.endsWith("h") ? number * 3_600 : number;
    }

    private static String time(Instant at) {
        long seconds = (at.toEpochMilli() - START) / 1_000;
        return seconds % 3_600 == 0 && seconds > 0
                ? seconds / 3_600 + "h"
                : seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
    }

    /** A condition that fails until the window has so many events. */
    static Gate failing(int until) {
        return (occurrences, events) -> {
            if (List.copyOf(events).size() < until) {
                throw new EvaluationException("Expected a test to fail, and it does");
            }
            return true;
        };
    }
}
