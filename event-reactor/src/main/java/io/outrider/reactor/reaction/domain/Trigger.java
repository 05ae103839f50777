package io.outrider.reactor.reaction.domain;

import io.outrider.labels.Glob;
import io.outrider.labels.LabelSelector;
import io.outrider.reactor.event.domain.Occurrence;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which events a reaction is about.
 *
 * @param on names or globs of the event's type, of which one has to match
 * @param labels over the event's labels
 */
public record Trigger(
        List<Glob> on, StatusMatch status, Optional<LabelSelector> labels, Optional<Condition> expression) {

    /** The same event under the name that reactions of an older system have for it. */
    private static final Map<String, String> OLD_NAMES = Map.of("outrider/failure/step", "edenconfmgmt/failure/step");

    /** What an event is to a trigger. */
    public enum Meaning {
        NOTHING,
        OCCURRENCE,
        /** It ends what is waiting. */
        RESOLUTION
    }

    public Trigger {
        on = List.copyOf(on);
    }

    public Trigger(Glob on, Optional<LabelSelector> labels, Optional<Condition> expression) {
        this(List.of(on), StatusMatch.FIRING, labels, expression);
    }

    /**
     * Says what the event is to this trigger.
     *
     * @throws EvaluationException when the expression fails
     */
    public Meaning meaning(Occurrence occurrence) {
        return part(occurrence.event().type()) >= 0 ? meaningOfNamed(occurrence) : Meaning.NOTHING;
    }

    /**
     * Says what an event is whose type is known to match.
     *
     * @throws EvaluationException when the expression fails
     */
    public Meaning meaningOfNamed(Occurrence occurrence) {
        Meaning meaning = meaning(occurrence.isResolved());
        boolean matches = meaning != Meaning.NOTHING
                && (labels.isEmpty() || labels.get().matches(occurrence.labels()))
                && (expression.isEmpty() || expression.get().holds(occurrence));
        return matches ? meaning : Meaning.NOTHING;
    }

    /**
     * Says for people why an event whose type is known to match is nothing to this trigger; empty when it is something.
     *
     * @throws EvaluationException when the expression fails
     */
    public Optional<String> objection(Occurrence occurrence) {
        if (meaning(occurrence.isResolved()) == Meaning.NOTHING) {
            return Optional.of("match.status: the event is firing, wanted resolved");
        }
        Optional<String> label = labels.flatMap(selector -> selector.objection(occurrence.labels()));
        if (label.isPresent()) {
            return label.map("match.labels: "::concat);
        }
        return expression.isEmpty() || expression.get().holds(occurrence)
                ? Optional.empty()
                : Optional.of("match.expression does not hold");
    }

    /** Says whether an event that it is about is no occurrence but ends what waits. */
    public boolean isCancelledBy(Occurrence occurrence) {
        return meaning(occurrence.isResolved()) == Meaning.RESOLUTION;
    }

    /** Returns the names that it gives and that are no globs, each in every spelling; empty if there are globs. */
    public Set<String> names() {
        Set<String> names = new HashSet<>();
        for (Glob name : on) {
            if (Glob.isPattern(name.pattern())) {
                return Set.of();
            }
            names.add(name.pattern());
            OLD_NAMES.forEach((type, old) -> {
                if (name.pattern().equals(old)) {
                    names.add(type);
                }
            });
        }
        return names;
    }

    /** Returns the place of the name that the type is, else of the first glob that it matches; -1 for none. */
    public int part(String type) {
        for (int i = 0; i < on.size(); i++) {
            if (on.get(i).pattern().equals(type)) {
                return i;
            }
        }
        for (int i = 0; i < on.size(); i++) {
            if (on.get(i).matches(type) || on.get(i).matches(OLD_NAMES.getOrDefault(type, type))) {
                return i;
            }
        }
        return -1;
    }

    private Meaning meaning(boolean resolved) {
        return switch (status) {
            case ANY -> Meaning.OCCURRENCE;
            case FIRING -> resolved ? Meaning.RESOLUTION : Meaning.OCCURRENCE;
            case RESOLVED -> resolved ? Meaning.OCCURRENCE : Meaning.NOTHING;
        };
    }
}
