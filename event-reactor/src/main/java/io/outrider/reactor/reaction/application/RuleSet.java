package io.outrider.reactor.reaction.application;

import io.outrider.reactor.reaction.domain.ReactionId;
import io.outrider.reactor.reaction.domain.Rule;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The reactions in force, and what is paused. Remembers which of them are about a type of events: most are not. */
final class RuleSet {

    /** Types of events that are remembered; whoever invents more of them starts again from none. */
    private static final int MAX_TYPES = 10_000;

    static final RuleSet NONE = new RuleSet(List.of(), Set.of());

    /** What names a reaction; an empty reaction is all of its project. */
    record Name(String project, String reaction) {}

    private record Type(String project, String type) {}

    private final List<Rule> rules;
    private final Map<Name, Rule> byName = new HashMap<>();
    private final Set<Name> paused;
    private final Map<Type, List<Rule>> byType = new ConcurrentHashMap<>();

    RuleSet(List<Rule> rules, Set<Name> paused) {
        this.rules = List.copyOf(rules);
        this.paused = new HashSet<>(paused);
        rules.forEach(rule -> byName.put(name(rule.reaction()), rule));
    }

    /** Returns the reactions that name this type, whatever else they ask for. */
    List<Rule> about(String project, String type) {
        if (byType.size() >= MAX_TYPES) {
            byType.clear();
        }
        return byType.computeIfAbsent(
                new Type(project, type),
                key -> rules.stream()
                        .filter(rule -> rule.reaction().project().equals(project)
                                && rule.trigger().part(type) >= 0)
                        .toList());
    }

    Optional<Rule> named(String project, String reaction) {
        return Optional.ofNullable(byName.get(new Name(project, reaction)));
    }

    /** Says whether a person stopped this reaction or all of its project. */
    boolean isPaused(ReactionId reaction) {
        return !paused.isEmpty()
                && (paused.contains(name(reaction)) || paused.contains(new Name(reaction.project(), "")));
    }

    private static Name name(ReactionId id) {
        return new Name(id.project(), id.name());
    }
}
