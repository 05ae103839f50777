package io.outrider.reactor.reaction.notation;

import com.fasterxml.jackson.databind.JsonNode;
import io.outrider.labels.Glob;
import io.outrider.labels.LabelSelector;
import io.outrider.labels.LabelSyntax;
import io.outrider.labels.Requirement;
import io.outrider.labels.SelectorSyntaxException;
import io.outrider.reactor.reaction.domain.StatusMatch;
import io.outrider.reactor.window.domain.Join;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what a reaction is about: {@code on} and the parts of {@code match} that are no expressions. */
final class TriggerReader {

    private static final String EXAMPLE = "the event's name or a glob such as prometheus/alert/* (** for all)";
    private static final int MAX_NAMES = 20;

    private TriggerReader() {}

    /** Names or globs, and whether all of them are needed. */
    record On(List<String> names, Optional<Join> join) {}

    static On on(Fields fields) {
        if (!fields.node("on").isObject()) {
            String name = fields.required("on", EXAMPLE + ", {any: [...]} or {all: [...], within: 10m}");
            if (!name.isEmpty()) {
                glob(fields, "on", name);
            }
            return new On(List.of(name), Optional.empty());
        }
        Fields on = fields.inner("on");
        boolean all = on.has("all");
        if (all == on.has("any")) {
            fields.error("on", "Expected either any or all, but " + (all ? "both are" : "neither is") + " there");
        }
        List<String> names = names(on, all);
        int within = on.duration("within");
        if (all && !on.has("within")) {
            on.error("within", "Expected a duration such as 10m beside all, but it is missing");
        } else if (!all && on.has("within")) {
            on.error("within", "Expected no such field beside any, but it is there: triggerLimiter.within counts");
        }
        on.refuse(Map.of());
        return new On(names, all ? Optional.of(new Join(names, Duration.ofSeconds(within))) : Optional.empty());
    }

    private static List<String> names(Fields on, boolean all) {
        on.node("any");
        on.node("all");
        if (all) {
            return on.texts("all", 2, MAX_NAMES, (path, name) -> glob(on, path, name));
        }
        return on.has("any") ? on.texts("any", 1, MAX_NAMES, (path, name) -> glob(on, path, name)) : List.of();
    }

    static StatusMatch status(Fields match) {
        return StatusMatch.valueOf(match.word("status", List.of("firing", "resolved", "any"), "firing")
                .toUpperCase(Locale.ROOT));
    }

    /** A selector as one text, or labels as an object, whose values are compared as they are. */
    static @Nullable LabelSelector labels(Fields match) {
        JsonNode node = match.node("labels");
        if (node.isObject()) {
            List<Requirement> requirements = new ArrayList<>();
            node.properties().forEach(label -> requirements.add(label(match, label.getKey(), label.getValue())));
            return new LabelSelector(requirements);
        }
        String selector = match.optional("labels");
        try {
            return selector == null ? null : LabelSelector.parse(selector);
        } catch (SelectorSyntaxException e) {
            match.error("labels", String.valueOf(e.getMessage()));
            return null;
        }
    }

    private static Requirement label(Fields match, String key, JsonNode value) {
        LabelSyntax.problemOfKey(key).ifPresent(problem -> match.error("labels", problem));
        if (!value.isValueNode() || value.isNull()) {
            match.error("labels", "Expected texts as values of labels, but one is " + Fields.kind(value));
        }
        return new Requirement.In(key, Set.of(value.asText()));
    }

    private static void glob(Fields fields, String path, String name) {
        try {
            Glob.of(name);
        } catch (IllegalArgumentException e) {
            fields.error(path, String.valueOf(e.getMessage()));
        }
    }
}
