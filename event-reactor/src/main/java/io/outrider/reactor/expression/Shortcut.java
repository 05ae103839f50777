package io.outrider.reactor.expression;

import io.outrider.reactor.event.domain.Occurrence;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A condition of the most common form, comparisons of the event's values with constants, joined by {@code and}, {@code or}, {@code not}:
 * answered without the engine, a hundred times faster. It answers only where nothing is converted, and so nobody could think otherwise;
 * whatever else comes is for the engine.
 */
sealed interface Shortcut {

    /** What it says about an event. */
    enum Answer {
        YES,
        NO,
        /** Ask the engine. */
        UNSURE;

        static Answer of(boolean holds) {
            return holds ? YES : NO;
        }
    }

    Answer answer(Occurrence occurrence);

    /** Returns the condition if it is of this form. */
    static Optional<Shortcut> of(String text) {
        return new ShortcutReader(text).read();
    }

    /** Holds unless one does not; asks no further then, as the engine. */
    record All(List<Shortcut> parts) implements Shortcut {
        @Override
        public Answer answer(Occurrence occurrence) {
            return Shortcut.first(parts, occurrence, answer -> answer != Answer.YES, Answer.YES);
        }
    }

    /** Holds when one does; asks no further then, as the engine. */
    record Any(List<Shortcut> parts) implements Shortcut {
        @Override
        public Answer answer(Occurrence occurrence) {
            return Shortcut.first(parts, occurrence, answer -> answer != Answer.NO, Answer.NO);
        }
    }

    /** Holds when the other does not. */
    record Not(Shortcut other) implements Shortcut {
        @Override
        public Answer answer(Occurrence occurrence) {
            return switch (other.answer(occurrence)) {
                case YES -> Answer.NO;
                case NO -> Answer.YES;
                case UNSURE -> Answer.UNSURE;
            };
        }
    }

    /**
     * Compares a value of the event.
     *
     * @param path from the event on
     * @param constant a text, a long or a double
     */
    record Comparison(List<String> path, String operator, Object constant) implements Shortcut {
        @Override
        public Answer answer(Occurrence occurrence) {
            Object value = value(occurrence, path);
            if (value instanceof String text && constant instanceof String other) {
                return switch (operator) {
                    case "==" -> Answer.of(text.equals(other));
                    case "!=" -> Answer.of(!text.equals(other));
                    default -> Answer.UNSURE;
                };
            }
            if (value instanceof Long number && constant instanceof Long other) {
                return compared(Long.compare(number, other));
            }
            boolean numbers = (value instanceof Long || value instanceof Double) && constant instanceof Number;
            return numbers
                    ? compared(Double.compare(((Number) value).doubleValue(), ((Number) constant).doubleValue()))
                    : Answer.UNSURE;
        }

        private Answer compared(int order) {
            return Answer.of(
                    switch (operator) {
                        case "==" -> order == 0;
                        case "!=" -> order != 0;
                        case "<" -> order < 0;
                        case "<=" -> order <= 0;
                        case ">" -> order > 0;
                        default -> order >= 0;
                    });
        }
    }

    private static Answer first(List<Shortcut> parts, Occurrence occurrence, Predicate<Answer> ends, Answer otherwise) {
        for (Shortcut part : parts) {
            Answer answer = part.answer(occurrence);
            if (ends.test(answer)) {
                return answer;
            }
        }
        return otherwise;
    }

    private static @Nullable Object value(Occurrence occurrence, List<String> path) {
        Object value = occurrence.context();
        for (String step : path) {
            value = value instanceof Map<?, ?> map ? map.get(step) : null;
        }
        return value;
    }
}
