package io.outrider.played;

import java.util.Map;

/** {@code $(NAME)} in commands, arguments and values of variables, as a kubelet replaces it; {@code $$} is a dollar sign. */
final class Expansion {

    private Expansion() {}

    static String of(String text, Map<String, String> variables) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '$' || i + 1 == text.length()) {
                out.append(c);
                continue;
            }
            int end = text.charAt(i + 1) == '(' ? text.indexOf(')', i) : -1;
            if (end > 0) {
                String name = text.substring(i + 2, end);
                out.append(variables.getOrDefault(name, "$(" + name + ")"));
                i = end;
            } else {
                out.append(text.charAt(i + 1) == '$' ? "$" : "$" + text.charAt(i + 1));
                i++;
            }
        }
        return out.toString();
    }
}
