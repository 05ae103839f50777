package io.outrider.scheduler.round.application;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.outrider.scheduler.task.domain.Outcome;
import io.outrider.scheduler.task.domain.TaskMessage.Report;
import io.outrider.scheduler.task.domain.TaskMessage.Word;
import io.outrider.scheduler.template.application.Schemas;
import io.outrider.scheduler.template.domain.Definition;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** A task that succeeded without the outputs that its template promises has failed. */
@ApplicationScoped
public class OutputsCheck {

    static final int MAX_BYTES = 1024 * 1024;
    private static final int VIOLATIONS_SHOWN = 5;

    private final Schemas schemas;
    private final ObjectMapper json;

    OutputsCheck(Schemas schemas, ObjectMapper json) {
        this.schemas = schemas;
        this.json = json;
    }

    /** Returns the report as it stands after the check. */
    Report checked(Report report, Definition definition) {
        if (!(report.word() instanceof Word.Succeeded succeeded)) {
            return report;
        }
        Outcome outcome = succeeded.outcome();
        String problem = problem(outcome.outputs() == null ? "{}" : outcome.outputs(), definition.outputsSchema());
        if (problem.isEmpty()) {
            return report;
        }
        Outcome without = new Outcome(outcome.exitCode(), null, outcome.artifacts(), outcome.logSize());
        return new Report(report.fence(), report.node(), new Word.Failed(problem, without), report.startedAt());
    }

    private String problem(String outputs, String schema) {
        int size = outputs.getBytes(StandardCharsets.UTF_8).length;
        if (size > MAX_BYTES) {
            return "outputs: expected at most 1 MiB, but found " + size + " bytes";
        }
        JsonNode value;
        try {
            value = json.readTree(outputs);
        } catch (JsonProcessingException e) {
            return "outputs: expected JSON, but it cannot be read at line "
                    + e.getLocation().getLineNr();
        }
        if (value == null || !value.isObject()) {
            return "outputs: expected a JSON object";
        }
        List<Schemas.Violation> violations = schemas.violations(schema, value);
        return violations.stream()
                .limit(VIOLATIONS_SHOWN)
                .map(violation -> "output " + violation)
                .collect(Collectors.joining("; "));
    }
}
