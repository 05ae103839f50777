package io.outrider.reactor.expression;

import java.util.ArrayList;
import java.util.List;

/**
 * What can be told of an expression without parsing it, outside of its texts in quotes.
 *
 * @param filters the names behind single bars, in their order
 * @param names words that do not follow a dot: variables, filters, operators
 * @param nesting levels of brackets, at most
 */
record ExpressionText(List<String> filters, int names, int nesting) {

    static ExpressionText of(String expression) {
        List<String> filters = new ArrayList<>();
        int names = 0;
        int depth = 0;
        int deepest = 0;
        int i = 0;
        while (i < expression.length()) {
            char c = expression.charAt(i);
            if (c == '\'' || c == '"') {
                i = behindQuote(expression, i);
                continue;
            }
            if ("([{".indexOf(c) >= 0) {
                depth++;
                deepest = Math.max(deepest, depth);
            } else if (")]}".indexOf(c) >= 0) {
                depth--;
            } else if (c == '|') {
                if (expression.startsWith("||", i)) {
                    i++;
                } else {
                    filters.add(name(expression, i + 1));
                }
            } else if (startsName(expression, i)) {
                names++;
            }
            i++;
        }
        return new ExpressionText(List.copyOf(filters), names, deepest);
    }

    private static boolean startsName(String expression, int at) {
        char before = at == 0 ? ' ' : expression.charAt(at - 1);
        return Character.isJavaIdentifierStart(expression.charAt(at))
                && before != '.'
                && !Character.isJavaIdentifierPart(before);
    }

    private static int behindQuote(String expression, int start) {
        char quote = expression.charAt(start);
        int i = start + 1;
        while (i < expression.length() && expression.charAt(i) != quote) {
            i += expression.charAt(i) == '\\' ? 2 : 1;
        }
        return i + 1;
    }

    private static String name(String expression, int from) {
        int start = from;
        while (start < expression.length() && Character.isWhitespace(expression.charAt(start))) {
            start++;
        }
        int end = start;
        while (end < expression.length() && Character.isJavaIdentifierPart(expression.charAt(end))) {
            end++;
        }
        return expression.substring(start, end);
    }
}
