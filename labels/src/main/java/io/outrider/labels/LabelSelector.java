package io.outrider.labels;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Chooses things by their labels, as Kubernetes does, and by globs on their names: {@code role=web,!canary},
 * {@code tier in (a,b)}, {@code web-*}. All requirements have to hold, except that several globs are alternatives:
 * {@code web-*,db-*,os=debian} are the Debian machines of both families. A word without a wildcard is a label that must
 * exist, as in Kubernetes; one machine is chosen by {@code name=web-1}. The empty selector chooses everything.
 *
 * @param requirements in the order in which they were written
 */
public record LabelSelector(List<Requirement> requirements) {

    /** The label under which a thing's name is visible to selectors. */
    public static final String NAME = "name";

    /** Longer selectors are refused. */
    public static final int MAX_LENGTH = 2_048;

    public LabelSelector {
        requirements = List.copyOf(requirements);
    }

    /**
     * Reads a selector.
     *
     * @throws SelectorSyntaxException with the position of the first mistake
     */
    public static LabelSelector parse(String text) {
        return new LabelSelector(new SelectorParser(text).parse());
    }

    /** Returns the selector that chooses everything. */
    public static LabelSelector everything() {
        return new LabelSelector(List.of());
    }

    /** Returns the selector that asks for all but this. */
    public LabelSelector without(Requirement requirement) {
        return new LabelSelector(
                requirements.stream().filter(each -> !each.equals(requirement)).toList());
    }

    /** Says whether a thing of this name is chosen; the name stands above a label {@value #NAME}. */
    public boolean matches(String name, Map<String, String> labels) {
        Map<String, String> all = new HashMap<>(labels);
        all.put(NAME, name);
        return matches(all);
    }

    /** Says whether a thing with these labels is chosen. */
    public boolean matches(Map<String, String> labels) {
        boolean globbed = false;
        boolean named = false;
        for (Requirement requirement : requirements) {
            boolean holds = requirement.matches(labels);
            if (requirement instanceof Requirement.NameMatches) {
                globbed = true;
                named |= holds;
            } else if (!holds) {
                return false;
            }
        }
        return !globbed || named;
    }

    /** Says for people why a thing with these labels is not chosen: the first requirement that fails; empty when it is chosen. */
    public Optional<String> objection(Map<String, String> labels) {
        if (matches(labels)) {
            return Optional.empty();
        }
        Optional<String> failing = requirements.stream()
                .filter(requirement -> !(requirement instanceof Requirement.NameMatches))
                .filter(requirement -> !requirement.matches(labels))
                .findFirst()
                .map(requirement -> found(requirement.key(), labels) + ", wanted " + requirement);
        return failing.or(() -> Optional.of(requirements.stream()
                .filter(Requirement.NameMatches.class::isInstance)
                .map(Requirement::toString)
                .collect(Collectors.joining(" or ", found(NAME, labels) + ", wanted ", ""))));
    }

    private static String found(String key, Map<String, String> labels) {
        String value = labels.get(key);
        return value == null ? key + " is missing" : key + " is '" + value + "'";
    }

    /** Returns the selector in its shortest spelling. What was parsed parses to an equal selector; other values need not. */
    @Override
    public String toString() {
        return requirements.stream().map(Requirement::toString).collect(Collectors.joining(","));
    }
}
