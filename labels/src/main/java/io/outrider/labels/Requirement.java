package io.outrider.labels;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** One condition of a {@link LabelSelector}. The name of a thing is its label {@value LabelSelector#NAME}. */
public sealed interface Requirement {

    /** Says whether these labels meet the condition. */
    boolean matches(Map<String, String> labels);

    /** Returns the label that it is about. */
    String key();

    /** {@code key} is there. */
    record Exists(String key) implements Requirement {
        @Override
        public boolean matches(Map<String, String> labels) {
            return labels.containsKey(key);
        }

        @Override
        public String toString() {
            return key;
        }
    }

    /** {@code key} is not there. */
    record Absent(String key) implements Requirement {
        @Override
        public boolean matches(Map<String, String> labels) {
            return !labels.containsKey(key);
        }

        @Override
        public String toString() {
            return "!" + key;
        }
    }

    /** {@code key} has one of these values. */
    record In(String key, Set<String> values) implements Requirement {
        public In {
            values = Set.copyOf(values);
        }

        @Override
        public boolean matches(Map<String, String> labels) {
            String value = labels.get(key);
            return value != null && values.contains(value);
        }

        @Override
        public String toString() {
            return values.size() == 1
                    ? key + "=" + values.iterator().next()
                    : key + " in (" + String.join(",", new TreeSet<>(values)) + ")";
        }
    }

    /** {@code key} has none of these values, or is not there: Kubernetes' meaning of {@code !=} and {@code notin}. */
    record NotIn(String key, Set<String> values) implements Requirement {
        public NotIn {
            values = Set.copyOf(values);
        }

        @Override
        public boolean matches(Map<String, String> labels) {
            String value = labels.get(key);
            return value == null || !values.contains(value);
        }

        @Override
        public String toString() {
            return values.size() == 1
                    ? key + "!=" + values.iterator().next()
                    : key + " notin (" + String.join(",", new TreeSet<>(values)) + ")";
        }
    }

    /** The name matches the glob. Several of these in one selector are alternatives. */
    record NameMatches(Glob glob) implements Requirement {
        @Override
        public String key() {
            return LabelSelector.NAME;
        }

        @Override
        public boolean matches(Map<String, String> labels) {
            String name = labels.get(LabelSelector.NAME);
            return name != null && glob.matches(name);
        }

        @Override
        public String toString() {
            return glob.pattern();
        }
    }

    /** The name does not match the glob. */
    record NameDiffers(Glob glob) implements Requirement {
        @Override
        public String key() {
            return LabelSelector.NAME;
        }

        @Override
        public boolean matches(Map<String, String> labels) {
            String name = labels.get(LabelSelector.NAME);
            return name == null || !glob.matches(name);
        }

        @Override
        public String toString() {
            return "!" + glob.pattern();
        }
    }
}
