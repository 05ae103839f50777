package io.outrider.reactor.webhook.application;

import io.outrider.reactor.event.domain.Event;
import io.outrider.reactor.event.domain.EventLimits;
import io.outrider.reactor.expression.Expressions;
import io.outrider.reactor.expression.Filling;
import io.outrider.reactor.reaction.domain.EvaluationException;
import io.outrider.reactor.webhook.domain.Mapping;
import io.outrider.reactor.webhook.notation.CallBody;
import io.outrider.rest.FieldError;
import io.outrider.rest.ProblemException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Makes events out of a webhook's requests, as its mapping says. Compiled once; safe for many threads. */
final class MappingCalls {

    /** They say who calls, which is nothing for an event. */
    private static final Set<String> HIDDEN = Set.of("authorization", "proxy-authorization", "cookie");

    /** Enough to see what is wrong. */
    private static final int MAX_ERRORS = 100;

    private static final String WHOLE_BODY = "{{ body }}";

    private final String webhook;
    private final Set<String> hidden;
    private final Expressions expressions;
    private final @Nullable Filling forEach;
    private final Map<String, Filling> attributes = new LinkedHashMap<>();

    /**
     * Compiles a mapping.
     *
     * @param secretHeader that no expression may see; empty: none
     */
    MappingCalls(String webhook, Mapping mapping, String secretHeader, Expressions expressions) {
        this.webhook = webhook;
        this.hidden = Set.of(secretHeader);
        this.expressions = expressions;
        this.forEach = mapping.forEach() == null ? null : expressions.filling("{{ " + mapping.forEach() + " }}");
        BiConsumer<String, @Nullable Object> compile = (name, value) -> {
            if (value != null) {
                attributes.put(name, expressions.filling(value));
            }
        };
        compile.accept("type", mapping.type());
        compile.accept("source", mapping.source());
        compile.accept("subject", mapping.subject());
        compile.accept("id", mapping.id());
        compile.accept("time", mapping.time());
        compile.accept("status", mapping.status());
        compile.accept("data", mapping.data() == null ? WHOLE_BODY : mapping.data());
    }

    /**
     * Returns the events of a request.
     *
     * @throws ProblemException (400) naming each part of the mapping that came to nothing
     */
    List<Event> events(Call call) {
        Map<String, Object> variables = variables(call);
        List<FieldError> errors = new ArrayList<>();
        List<Event> events = new ArrayList<>();
        if (forEach == null) {
            events.add(event(call, variables, "", errors));
        } else {
            List<?> items = items(forEach, variables);
            for (int i = 0; i < items.size() && errors.size() < MAX_ERRORS; i++) {
                Map<String, Object> own = new HashMap<>(variables);
                putIfThere(own, "item", items.get(i));
                events.add(event(call, own, "[" + i + "].", errors));
            }
        }
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
        return events;
    }

    private Map<String, Object> variables(Call call) {
        Map<String, String> headers = new HashMap<>(call.headers());
        headers.keySet().removeAll(HIDDEN);
        headers.keySet().removeAll(hidden);
        Map<String, Object> variables = new HashMap<>();
        putIfThere(variables, "body", CallBody.values(call.headers().get("content-type"), call.bytes()));
        variables.put("headers", headers);
        variables.put("query", call.query());
        return variables;
    }

    private static void putIfThere(Map<String, Object> variables, String name, @Nullable Object value) {
        if (value != null) {
            variables.put(name, value);
        }
    }

    private static List<?> items(Filling forEach, Map<String, Object> variables) {
        Object value;
        try {
            value = forEach.fill(variables);
        } catch (EvaluationException e) {
            throw ProblemException.invalid("mapping.forEach", String.valueOf(e.getMessage()));
        }
        if (!(value instanceof List<?> list) || list.size() > EventLimits.MAX_BATCH) {
            throw ProblemException.invalid(
                    "mapping.forEach",
                    "Expected a list of at most " + EventLimits.MAX_BATCH + " items, but was "
                            + (value instanceof List<?> list ? list.size() + " items" : "something else"));
        }
        return list;
    }

    private Event event(Call call, Map<String, Object> variables, String path, List<FieldError> errors) {
        BiConsumer<String, String> error =
                (name, message) -> errors.add(new FieldError(path + "mapping." + name, message));
        Map<String, @Nullable Object> filled = expressions.together(() -> fill(variables, error));
        EventAttributes read = new EventAttributes(filled, error);
        Event event = new Event(
                call.project(),
                read.text("source", "/webhooks/" + webhook),
                read.id(),
                read.text("type", ""),
                read.subject(),
                read.time(call.now()),
                read.extensions(),
                read.data(),
                0,
                call.now());
        if (errors.isEmpty()) {
            EventLimits.check(event).forEach(finding -> error.accept(finding.field(), finding.message()));
        }
        return event;
    }

    private Map<String, @Nullable Object> fill(Map<String, Object> variables, BiConsumer<String, String> error) {
        Map<String, @Nullable Object> filled = new HashMap<>();
        attributes.forEach((name, filling) -> {
            try {
                filled.put(name, filling.fill(variables));
            } catch (EvaluationException e) {
                error.accept(name, String.valueOf(e.getMessage()));
            }
        });
        return filled;
    }
}
