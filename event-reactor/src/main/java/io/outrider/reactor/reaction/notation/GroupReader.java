package io.outrider.reactor.reaction.notation;

import io.outrider.reactor.expression.Expressions;
import io.outrider.reactor.expression.GroupKeys;
import java.util.ArrayList;
import java.util.List;

/** Reads {@code groupBy}: one text or several. */
final class GroupReader {

    private static final int MAX_PARTS = 10;

    private GroupReader() {}

    static List<String> read(Fields fields, Expressions expressions) {
        if (fields.node("groupBy").isTextual()) {
            List<String> one = new ArrayList<>();
            String text = fields.optional("groupBy");
            if (text != null) {
                check(fields, expressions, "groupBy", text);
                one.add(text);
            }
            return one;
        }
        return fields.has("groupBy")
                ? fields.texts("groupBy", 1, MAX_PARTS, (path, text) -> check(fields, expressions, path, text))
                : List.of();
    }

    private static void check(Fields fields, Expressions expressions, String path, String text) {
        if (Mentioning.surelyCounts(text)) {
            fields.error(
                    path,
                    "Expected nothing of occurrences or events, which are counted for each group, but it is there");
        } else {
            GroupKeys.problem(expressions, text).ifPresent(problem -> fields.error(path, problem));
        }
    }
}
