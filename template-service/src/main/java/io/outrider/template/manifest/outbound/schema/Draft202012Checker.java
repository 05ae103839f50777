package io.outrider.template.manifest.outbound.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import com.networknt.schema.Error;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.dialect.Dialects;
import io.outrider.template.manifest.domain.Problem;
import io.outrider.template.manifest.domain.SchemaChecker;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Checks by the draft 2020-12; formats are checked too. Only the draft's own schemas are known, out of the library. */
@ApplicationScoped
public class Draft202012Checker implements SchemaChecker {
    private static final int MAX_PROBLEMS = 10;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemaRegistryConfig(SchemaRegistryConfig.builder()
                    .locale(Locale.ENGLISH)
                    .regularExpressionFactory(expression -> {
                        // In time linear to the text, whatever the author wrote: no look-around, no back-references.
                        Pattern pattern = Pattern.compile(expression);
                        return text -> pattern.matcher(text).find();
                    })
                    .build()));
    private final Schema metaSchema =
            registry.getSchema(SchemaLocation.of(Dialects.getDraft202012().getId()));

    @Override
    public List<Problem> schemaProblems(String field, Map<String, Object> schema) {
        JsonNode node = JSON.valueToTree(schema);
        List<Problem> problems = problems(field, metaSchema.validate(node.toString(), InputFormat.JSON));
        if (!problems.isEmpty()) {
            return problems;
        }
        try {
            // The meta schema cannot see a pattern that is no regular expression; compiling does.
            registry.getSchema(node).initializeValidators();
            return List.of();
        } catch (SchemaException | PatternSyntaxException | IllegalArgumentException e) {
            Throwable reason = e.getCause() == null ? e : e.getCause();
            return List.of(new Problem(field, "Expected a valid JSON Schema, but " + reason.getMessage()));
        }
    }

    @Override
    public List<Problem> valueProblems(String field, Map<String, Object> schema, @Nullable Object value) {
        JsonNode node = JSON.valueToTree(schema);
        String text = JSON.valueToTree(value).toString();
        try {
            List<Error> errors = registry.getSchema(node)
                    .validate(
                            text,
                            InputFormat.JSON,
                            (ExecutionContext context) ->
                                    context.executionConfig(config -> config.formatAssertionsEnabled(true)));
            return problems(field, errors);
        } catch (SchemaException e) {
            return List.of(new Problem(field, String.valueOf(e.getMessage())));
        }
    }

    private static List<Problem> problems(String field, List<Error> errors) {
        return errors.stream()
                .limit(MAX_PROBLEMS)
                .map(error -> new Problem(field + path(error), "Expected another value: " + error.getMessage()))
                .toList();
    }

    private static String path(Error error) {
        String pointer = String.valueOf(error.getInstanceLocation());
        return pointer.replace('/', '.');
    }
}
