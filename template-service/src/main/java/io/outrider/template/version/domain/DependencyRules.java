package io.outrider.template.version.domain;

import io.outrider.template.manifest.domain.Fields;
import io.outrider.template.manifest.domain.Problems;
import io.outrider.template.manifest.domain.Suggestion;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The form of {@code requires} and {@code influences}: alternatives of conditions on the labels of other modules. They
 * are kept with the version for whoever orders modules; here only their form is checked.
 */
final class DependencyRules {
    private static final List<String> OPERATORS = List.of("eq", "ne", "in", "notin", "exists", "notexists");

    private DependencyRules() {}

    static void check(Fields fields) {
        Fields requires = fields.object("requires");
        if (requires != null) {
            checkAlternatives(requires, "strong");
            checkAlternatives(requires, "weak");
            requires.end();
        }
        checkAlternatives(fields, "influences");
    }

    private static void checkAlternatives(Fields fields, String name) {
        Problems problems = new Problems();
        int index = 0;
        for (Object alternative : fields.items(name)) {
            String path = name + "[" + index + "]";
            if (alternative instanceof List<?> conditions) {
                checkConditions(path, conditions, problems);
            } else {
                problems.add(path, "Expected a list of conditions, but was " + Fields.kind(alternative));
            }
            index++;
        }
        problems.toList().forEach(problem -> fields.problem(problem.field(), problem.message()));
    }

    private static void checkConditions(String path, List<?> conditions, Problems problems) {
        for (int i = 0; i < conditions.size(); i++) {
            String field = path + "[" + i + "]";
            @Nullable Map<String, Object> condition = Fields.asObject(conditions.get(i));
            if (condition == null) {
                problems.add(field, "Expected {key, operator, values}, but was " + Fields.kind(conditions.get(i)));
            } else {
                checkCondition(new Fields(field, condition, problems));
            }
        }
    }

    private static void checkCondition(Fields condition) {
        if (condition.text("key", "").isEmpty()) {
            condition.problem("key", "Expected a label's key, but it is missing");
        }
        String operator = condition.text("operator", "");
        List<String> values = condition.texts("values");
        if (!OPERATORS.contains(operator)) {
            condition.problem(
                    "operator",
                    "Expected one of " + String.join(", ", OPERATORS) + ", but was '" + operator + "'"
                            + Suggestion.forWord(operator, OPERATORS));
        } else if (values.isEmpty() != operator.endsWith("exists")) {
            condition.problem("values", "Expected values for every operator but exists and notexists");
        }
        condition.end();
    }
}
