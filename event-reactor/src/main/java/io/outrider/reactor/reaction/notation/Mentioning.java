package io.outrider.reactor.reaction.notation;

import io.outrider.reactor.reaction.domain.ReactionDefinition;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds out what a reaction's expressions look at, without parsing them. */
final class Mentioning {

    private static final Pattern SURELY = Pattern.compile("(?<![.\\w])(event\\.occurr?ences|events)\\b");

    private static final Pattern LITERAL = Pattern.compile("'[^']*'|\"[^\"]*\"");

    /** Rather too much than too little: what is not looked at would only be kept in vain. */
    private static final Pattern OCCURRENCES = Pattern.compile("\\boccurr?ences\\b");

    private static final Pattern EVENTS = Pattern.compile("(?<![.\\w])events\\b");

    private Mentioning() {}

    /** Says whether the count or the events of the window are surely looked at. */
    static boolean surelyCounts(@Nullable String expression) {
        return expression != null
                && SURELY.matcher(LITERAL.matcher(expression).replaceAll("''")).find();
    }

    static boolean occurrences(@Nullable String expression) {
        return expression != null && OCCURRENCES.matcher(expression).find();
    }

    static boolean events(@Nullable String expression) {
        return expression != null && EVENTS.matcher(expression).find();
    }

    static ReactionDefinition.Mentions of(@Nullable String when, List<ReactionDefinition.Job> jobs) {
        boolean count = occurrences(when);
        boolean events = events(when);
        for (ReactionDefinition.Job job : jobs) {
            String all = String.valueOf(job.node()) + ' ' + job.targets() + ' ' + texts(job.parameters());
            count |= occurrences(all);
            events |= events(all);
        }
        return new ReactionDefinition.Mentions(count, events);
    }

    private static String texts(@Nullable Object value) {
        StringBuilder all = new StringBuilder();
        collect(value, all);
        return all.toString();
    }

    /** Only texts with braces are templates. */
    private static void collect(@Nullable Object value, StringBuilder into) {
        switch (value) {
            case String text when text.contains("{") -> into.append(text).append(' ');
            case Map<?, ?> map -> map.values().forEach(inner -> collect(inner, into));
            case List<?> list -> list.forEach(inner -> collect(inner, into));
            case null, default -> {}
        }
    }
}
