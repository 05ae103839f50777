package io.outrider.reactor.expression;

import java.util.ArrayList;
import java.util.List;

/**
 * What can be told of an expression without parsing it, outside of its texts in quotes.
 *
 * @param filters the names behind single bars, in their order
 * @param nesting levels of brackets, at most
 */
record ExpressionText(List<String> filters, int nesting) {

    static ExpressionText of(String expression) {
        List<String> filters = new ArrayList<>();
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
            }
            i++;
        }
        return new ExpressionText(List.copyOf(filters), deepest);
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
