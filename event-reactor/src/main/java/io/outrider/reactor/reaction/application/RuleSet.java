package io.outrider.reactor.reaction.application;

import io.outrider.reactor.reaction.domain.ReactionId;
import io.outrider.reactor.reaction.domain.Rule;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The reactions in force, and what is paused. */
final class RuleSet {

    static final RuleSet NONE = new RuleSet(List.of(), Set.of());

    /** What names a reaction; an empty reaction is all of its project. */
    record Name(String project, String reaction) {}

    private final RuleIndex index;
    private final Map<Name, Rule> byName = new HashMap<>();
    private final Set<Name> paused;

    RuleSet(List<Rule> rules, Set<Name> paused) {
        this.index = new RuleIndex(rules);
        this.paused = new HashSet<>(paused);
        rules.forEach(rule -> byName.put(name(rule.reaction()), rule));
    }

    /** Returns the reactions that name this type, whatever else they ask for. */
    List<Rule> about(String project, String type) {
        return index.about(project, type);
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
