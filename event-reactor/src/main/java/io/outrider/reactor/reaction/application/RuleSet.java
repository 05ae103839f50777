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

    /** What names a reaction; an empty reaction is all of its project, and all of the platform where that is empty, too. */
    record Name(String project, String reaction) {}

    private static final Name EVERYWHERE = new Name("", "");

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

    /** Says whether a reaction of any project names this type. */
    boolean isAwaited(String type) {
        return index.isAwaited(type);
    }

    Optional<Rule> named(String project, String reaction) {
        return Optional.ofNullable(byName.get(new Name(project, reaction)));
    }

    /** Says what a person stopped: this reaction, all of its project, or all of the platform; empty: nothing. */
    Optional<String> pause(ReactionId reaction) {
        if (paused.isEmpty()) {
            return Optional.empty();
        }
        if (paused.contains(name(reaction))) {
            return Optional.of("somebody paused it");
        }
        if (paused.contains(new Name(reaction.project(), ""))) {
            return Optional.of("somebody paused all reactions of the project");
        }
        return paused.contains(EVERYWHERE)
                ? Optional.of("an administrator paused all reactions of the platform")
                : Optional.empty();
    }

    private static Name name(ReactionId id) {
        return new Name(id.project(), id.name());
    }
}
