package io.outrider.reactor.window.domain;

import io.outrider.reactor.expression.Expressions;
import io.outrider.reactor.notation.Documents;
import io.outrider.reactor.reaction.domain.EvaluationException;
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
 * Plays a time-line of one group and writes beside each line what becomes of it. A line is a time and an input:
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

    private final Gate gate;
    private final Map<UUID, String> names = new HashMap<>();
    private final Map<String, UUID> jobs = new LinkedHashMap<>();
    private Limiter limiter;
    private GroupState state = GroupState.EMPTY;

    private Timeline(Limiter limiter, Gate gate) {
        this.limiter = limiter;
        this.gate = gate;
    }

    /** Plays the inputs; whatever stands behind a bar in a line is not read. */
    static String play(String reaction, String lines) {
        return play(reaction, Gate.OPEN, lines);
    }

    static String play(String reaction, Gate gate, String lines) {
        Timeline timeline = new Timeline(limiter(reaction), gate);
        return lines.lines().map(timeline::line).collect(Collectors.joining("\n", "", "\n"));
    }

    /** Reads a limiter as the fields of a reaction or of its triggerLimiter. */
    static Limiter limiter(String fields) {
        boolean whole = fields.contains("triggerLimiter") || fields.contains("on:") || fields.contains("whileRunning");
        String on = fields.contains("on:") ? "" : "on: x\n";
        String yaml = "name: r\n" + on + "do: {jobs: [{template: t, parameters: {n: '{{ event.occurrences }}'}}]}\n"
                + (whole ? fields : "triggerLimiter: {" + fields + "}") + "\n";
        try {
            ReactionReader.Reading reading = new ReactionReader(new Expressions()).read(Documents.read(yaml, false));
            return Optional.ofNullable(reading.definition())
                    .orElseThrow(
                            () -> new IllegalArgumentException(reading.errors().toString()))
                    .limiter();
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalArgumentException(yaml, e);
        }
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
        if (!outcome.isEmpty() && !(verdict + firing).isEmpty()) {
            outcome.append("; ");
        }
        outcome.append(verdict)
                .append(verdict.isEmpty() || firing.isEmpty() ? "" : " ")
                .append(firing);
        step.firing().filter(ended -> ended.end() == Firing.End.FIRES).ifPresent(ended -> {
            String job = "job" + (jobs.size() + 1);
            jobs.put(job, id(job));
            state = Windows.fired(
                    limiter, state, ended, Set.of(id(job)), ended.at().plus(RUNNING_LIMIT));
        });
        state = GroupStates.read(GroupStates.write(state));
    }

    private String verdict(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Fired fired -> "fired";
            case Verdict.Waiting(Limit limit, String reason, Instant until) ->
                "waiting " + limit.text() + " (" + reason + ") until " + time(until);
            case Verdict.Suppressed(Limit limit, String reason, Instant until) ->
                "suppressed " + limit.text() + " until " + time(until);
            case Verdict.NotMatched notMatched -> "not matched";
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

    /** A condition on the count. */
    static Gate more(long than) {
        return (occurrences, events) -> occurrences > than;
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
