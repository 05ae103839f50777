package io.outrider.reactor.expression;

import com.hubspot.jinjava.Jinjava;
import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.interpret.TemplateError;
import com.hubspot.jinjava.tree.ExpressionNode;
import com.hubspot.jinjava.tree.Node;
import com.hubspot.jinjava.tree.TagNode;
import com.hubspot.jinjava.tree.parse.ExpressionToken;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Checks conditions and templates before any event comes, so that the author hears of a mistake and not the decision log. */
final class Syntax {

    /** Longer templates are refused. */
    static final int MAX_LENGTH = 16 * 1024;

    /** The engine's parser takes time with the third power of the nesting: ten seconds for 2,000 levels. */
    private static final int MAX_NESTING = 32;

    private static final int MAX_EXPRESSION = 2_048;

    /** Each may stand for a whole event: no more than fit into memory side by side. */
    private static final int MAX_NAMES = 64;

    /** The engine's door to itself: nothing that a template needs begins like this. */
    private static final String INTERNAL = "____";

    private static final Pattern PARSING = Pattern.compile(
            "(?s)Error parsing '(.*)': syntax error at position (\\d+), encountered '?(.*?)'?(, expected .*)?");
    /** The engine counts from behind the two characters that it puts before an expression. */
    private static final int ADDED = 2;

    private static final Pattern WRAPPED = Pattern.compile("^(?:[A-Za-z.]+(?:Exception|Error): )+");

    private static final Map<String, Object> EMPTY_EVENT =
            Map.of("data", Map.of(), "labels", Map.of(), "extensions", Map.of(), "occurrences", 1L, "occurences", 1L);

    private static final Map<String, Object> VARIABLES = Map.of("event", EMPTY_EVENT, "events", List.of(EMPTY_EVENT));

    private final Jinjava engine;

    Syntax(Jinjava engine) {
        this.engine = engine;
    }

    Optional<String> problemOfExpression(String text) {
        if (text.isBlank()) {
            return Optional.of("Expected an expression, but it is empty");
        }
        if (text.contains("{{") || text.contains("{%")) {
            return Optional.of("Expected an expression without {{ }}, but there are braces");
        }
        return tooLong(text)
                .or(() -> problemOfShape(text))
                .or(() -> dryRun(interpreter -> {
                    interpreter.resolveELExpression(text, 1);
                }));
    }

    Optional<String> problemOfTemplate(String text) {
        return tooLong(text).or(() -> problemOfNodes(text)).or(() -> dryRun(interpreter -> interpreter.render(text)));
    }

    /** Returns the text between the braces. */
    static String expressionOf(ExpressionNode node) {
        return ((ExpressionToken) node.getMaster()).getExpr();
    }

    /** Returns an engine's message in words for the author. */
    static String readable(String message) {
        String plain = WRAPPED.matcher(message).replaceFirst("");
        Matcher parsing = PARSING.matcher(plain);
        if (parsing.matches()) {
            int position = Math.max(0, Integer.parseInt(parsing.group(2)) - ADDED);
            String found = parsing.group(3).equals("}") ? "its end" : "'" + parsing.group(3) + "'";
            return "Expected a Jinja expression, but '" + parsing.group(1) + "' cannot be read at position " + position
                    + ", at " + found;
        }
        if (plain.startsWith("Unknown token found: ")) {
            return "Expected " + plain.substring("Unknown token found: ".length())
                    + " to be there, but it is not; | default(…) helps";
        }
        return plain.startsWith("Expected ") ? plain : "Expected the expression to work, but: " + plain;
    }

    private Optional<String> problemOfNodes(String text) {
        return onEmptyEvent(interpreter -> {
            Node root = interpreter.parse(text);
            return firstError(interpreter).or(() -> problemOf(root));
        });
    }

    private Optional<String> problemOf(Node node) {
        Optional<String> own = Optional.empty();
        if (node instanceof TagNode tag) {
            own = Sandbox.TAGS.contains(tag.getName())
                    ? problemOfShape(tag.getHelpers())
                    : Optional.of(
                            "Expected one of the tags " + Sandbox.listed(Sandbox.TAGS) + ", but was " + tag.getName());
        } else if (node instanceof ExpressionNode expression) {
            own = problemOfExpression(expressionOf(expression));
        }
        return own.or(() -> node.getChildren().stream()
                .map(this::problemOf)
                .flatMap(Optional::stream)
                .findFirst());
    }

    private static Optional<String> problemOfShape(String expression) {
        if (expression.contains(INTERNAL)) {
            return Optional.of("Expected names of the event, but was something of the engine: " + INTERNAL);
        }
        ExpressionText text = ExpressionText.of(expression);
        if (expression.length() > MAX_EXPRESSION || text.nesting() > MAX_NESTING || text.names() > MAX_NAMES) {
            return Optional.of("Expected an expression of at most " + MAX_EXPRESSION + " characters, " + MAX_NAMES
                    + " names and " + MAX_NESTING + " levels of brackets, but it is larger");
        }
        return text.filters().stream()
                .filter(name -> !Sandbox.FILTERS.contains(name))
                .findFirst()
                .map(name ->
                        "Expected one of the filters " + Sandbox.listed(Sandbox.FILTERS) + ", but was '" + name + "'");
    }

    private static Optional<String> tooLong(String text) {
        return text.length() <= MAX_LENGTH
                ? Optional.empty()
                : Optional.of("Expected at most " + MAX_LENGTH + " characters, but there are " + text.length());
    }

    /** Tries it on an event without anything: what fails then, apart from missing values, fails always. */
    private Optional<String> dryRun(Consumer<JinjavaInterpreter> work) {
        return onEmptyEvent(interpreter -> {
            work.accept(interpreter);
            return firstError(interpreter);
        });
    }

    private Optional<String> onEmptyEvent(Function<JinjavaInterpreter, Optional<String>> work) {
        try {
            return Evaluation.of(engine, VARIABLES, work);
        } catch (RuntimeException e) {
            return Optional.of(readable(String.valueOf(e.getMessage())));
        }
    }

    private static Optional<String> firstError(JinjavaInterpreter interpreter) {
        return interpreter.getErrorsCopy().stream()
                .filter(Syntax::isMistake)
                .map(TemplateError::getMessage)
                .map(Syntax::readable)
                .findFirst();
    }

    private static boolean isMistake(TemplateError error) {
        String message = error.getMessage();
        return error.getReason() == TemplateError.ErrorReason.DISABLED
                || (error.getReason() == TemplateError.ErrorReason.SYNTAX_ERROR
                        && !message.startsWith("Cannot coerce"));
    }
}
