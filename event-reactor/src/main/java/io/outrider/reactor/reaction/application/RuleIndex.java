package io.outrider.reactor.reaction.application;

import io.outrider.reactor.reaction.domain.Rule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Finds the rules that name a type of events. Plain names are looked up; globs are tried once for each type, and what they came to is
 * remembered, within bounds. For many threads.
 */
final class RuleIndex {

    /** Types whose answer is remembered; whoever invents more of them starts again from none. */
    private static final int MAX_TYPES = 20_000;

    /** Rules in all different answers together. */
    private static final int MAX_RULES = 500_000;

    private final Map<String, OfProject> projects = new HashMap<>();

    RuleIndex(List<Rule> rules) {
        for (int i = 0; i < rules.size(); i++) {
            Rule rule = rules.get(i);
            projects.computeIfAbsent(rule.reaction().project(), project -> new OfProject())
                    .add(new Placed(i, rule));
        }
    }

    /** Returns them in the order in which they were given. */
    List<Rule> about(String project, String type) {
        OfProject rules = projects.get(project);
        return rules == null ? List.of() : rules.about(type);
    }

    /** Says whether any is about events of this type. */
    boolean isAwaited(String type) {
        return projects.values().stream().anyMatch(rules -> !rules.about(type).isEmpty());
    }

    private record Placed(int place, Rule rule) {}

    private static final class OfProject {
        private final Map<String, List<Placed>> byName = new HashMap<>();
        private final List<Placed> globs = new ArrayList<>();
        private final Map<String, List<Rule>> remembered = new ConcurrentHashMap<>();

        /** Many types have the same answer. */
        private final Map<List<Integer>, List<Rule>> answers = new ConcurrentHashMap<>();

        private final AtomicInteger size = new AtomicInteger();

        void add(Placed placed) {
            Set<String> names = placed.rule().trigger().names();
            if (names.isEmpty()) {
                globs.add(placed);
            }
            names.forEach(name ->
                    byName.computeIfAbsent(name, key -> new ArrayList<>()).add(placed));
        }

        List<Rule> about(String type) {
            List<Rule> known = remembered.get(type);
            if (known != null) {
                return known;
            }
            if (globs.isEmpty() && !byName.containsKey(type)) {
                return List.of();
            }
            if (remembered.size() >= MAX_TYPES || size.get() > MAX_RULES) {
                remembered.clear();
                answers.clear();
                size.set(0);
            }
            List<Rule> found = find(type);
            remembered.put(type, found);
            return found;
        }

        private List<Rule> find(String type) {
            List<Placed> found = new ArrayList<>(byName.getOrDefault(type, List.of()));
            globs.stream()
                    .filter(placed -> placed.rule().trigger().part(type) >= 0)
                    .forEach(found::add);
            found.sort(Comparator.comparingInt(Placed::place));
            return answers.computeIfAbsent(found.stream().map(Placed::place).toList(), places -> {
                size.addAndGet(places.size());
                return found.stream().map(Placed::rule).toList();
            });
        }
    }
}
