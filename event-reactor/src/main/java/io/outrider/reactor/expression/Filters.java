package io.outrider.reactor.expression;

import java.util.ArrayList;
import java.util.List;

/** Finds the filters that an expression names, outside of its texts in quotes. */
final class Filters {

    private Filters() {}

    /** Returns the names behind single bars, in their order. */
    static List<String> of(String expression) {
        List<String> names = new ArrayList<>();
        char quote = 0;
        for (int i = 0; i < expression.length(); i++) {
            char c = expression.charAt(i);
            if (quote != 0) {
                if (c == '\\') {
                    i++;
                } else if (c == quote) {
                    quote = 0;
                }
            } else if (c == '\'' || c == '"') {
                quote = c;
            } else if (c == '|') {
                if (i + 1 < expression.length() && expression.charAt(i + 1) == '|') {
                    i++;
                } else {
                    names.add(name(expression, i + 1));
                }
            }
        }
        return names;
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
