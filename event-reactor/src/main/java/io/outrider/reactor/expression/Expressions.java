package io.outrider.reactor.expression;

import com.hubspot.jinjava.Jinjava;
import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.interpret.TemplateError;
import com.hubspot.jinjava.tree.ExpressionNode;
import com.hubspot.jinjava.tree.Node;
import com.hubspot.jinjava.util.ObjectTruthValue;
import io.outrider.reactor.reaction.domain.Condition;
import io.outrider.reactor.reaction.domain.EvaluationException;
import io.outrider.reactor.reaction.domain.Template;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Compiles Jinja into the domain's conditions and templates. What is compiled is stateless and safe for many threads; each
 * evaluation is bounded in time and output and sees nothing but the event, or the variables that it is given.
 */
public final class Expressions {

    /** Attributes that an event lacks count as nothing. */
    private final Jinjava lenient = Sandbox.engine(false);

    /** Attributes that an event lacks are an error. */
    private final Jinjava strict = Sandbox.engine(true);

    private final Syntax syntax = new Syntax(lenient);

    /** Returns what is wrong with a condition, for its author; empty if nothing is. */
    public Optional<String> problemOfCondition(String text) {
        return syntax.problemOfExpression(text);
    }

    /** Returns what is wrong with a text that may hold expressions; empty if nothing is. */
    public Optional<String> problemOfTemplate(String text) {
        return syntax.problemOfTemplate(text);
    }

    /** Compiles a condition; attributes that the event lacks count as false. */
    public Condition condition(String text) {
        Condition whole =
                occurrence -> evaluate(lenient, occurrence.variables(), interpreter -> holds(interpreter, text));
        Optional<Shortcut> shortcut = Shortcut.of(text);
        return shortcut.isEmpty()
                ? whole
                : occurrence -> switch (shortcut.get().answer(occurrence)) {
                    case YES -> true;
                    case NO -> false;
                    case UNSURE -> whole.holds(occurrence);
                };
    }

    /**
     * Compiles a value: texts anywhere in it are templates, and a text that is one {@code {{ expression }}} becomes what the
     * expression is: a number, a list, an object. Attributes that the event lacks are an error; {@code | default(…)} helps. All
     * expressions of the value share one time.
     */
    public Template template(@Nullable Object value) {
        Filling filling = filling(value);
        return occurrence -> filling.fill(occurrence.variables());
    }

    /** Compiles a value as {@link #template} does, for variables of the caller's. */
    public Filling filling(@Nullable Object value) {
        Filling parts = parts(value);
        return variables -> Bounds.within(() -> parts.fill(variables));
    }

    /** Does the work; all that it fills shares the time of one. */
    public <T> T together(Supplier<T> work) {
        return Bounds.within(work);
    }

    /** Compiles an expression to its value; attributes that the event lacks count as nothing. */
    public Template expression(String text) {
        return occurrence -> evaluate(
                lenient, occurrence.variables(), interpreter -> Values.plain(interpreter.resolveELExpression(text, 1)));
    }

    private Filling parts(@Nullable Object value) {
        if (value instanceof String text) {
            return text.contains("{") ? compiled(text) : variables -> text;
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Filling> fields = new LinkedHashMap<>();
            map.forEach((name, inner) -> fields.put(String.valueOf(name), parts(inner)));
            return variables -> {
                Map<String, @Nullable Object> filled = new LinkedHashMap<>();
                fields.forEach((name, filling) -> filled.put(name, filling.fill(variables)));
                return filled;
            };
        }
        if (value instanceof List<?> list) {
            List<Filling> items = list.stream().map(this::parts).toList();
            return variables -> {
                List<@Nullable Object> filled = new ArrayList<>();
                items.forEach(item -> filled.add(item.fill(variables)));
                return filled;
            };
        }
        return variables -> value;
    }

    private Filling compiled(String text) {
        return variables -> evaluate(strict, variables, interpreter -> fill(interpreter, text));
    }

    private static <T extends @Nullable Object> T evaluate(
            Jinjava engine, Map<String, ?> variables, Function<JinjavaInterpreter, T> work) {
        try {
            return Evaluation.of(engine, variables, interpreter -> {
                T result = work.apply(interpreter);
                Bounds.checkTime();
                failOnErrors(interpreter);
                return result;
            });
        } catch (RuntimeException e) {
            throw own(e);
        }
    }

    /** The engine wraps what its callees throw. */
    private static EvaluationException own(RuntimeException failure) {
        return Stream.<Throwable>iterate(failure, Objects::nonNull, Throwable::getCause)
                .filter(EvaluationException.class::isInstance)
                .map(EvaluationException.class::cast)
                .findFirst()
                .orElseGet(() -> new EvaluationException(Syntax.readable(String.valueOf(failure.getMessage()))));
    }

    private static Boolean holds(JinjavaInterpreter interpreter, String text) {
        return ObjectTruthValue.evaluate(interpreter.resolveELExpression(text, 1));
    }

    private static @Nullable Object fill(JinjavaInterpreter interpreter, String text) {
        Node root = interpreter.parse(text.strip());
        if (root.getChildren().size() == 1 && root.getChildren().getFirst() instanceof ExpressionNode single) {
            Object value = interpreter.resolveELExpression(Syntax.expressionOf(single), single.getLineNumber());
            Bounds.check(value);
            return Values.plain(value);
        }
        return interpreter.render(text);
    }

    private static void failOnErrors(JinjavaInterpreter interpreter) {
        for (TemplateError error : interpreter.getErrorsCopy()) {
            if (error.getSeverity() == TemplateError.ErrorType.FATAL) {
                throw new EvaluationException(Syntax.readable(error.getMessage()));
            }
        }
    }
}
