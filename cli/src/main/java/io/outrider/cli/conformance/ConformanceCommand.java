package io.outrider.cli.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.outrider.cli.CommandException;
import io.outrider.cli.Commands;
import io.outrider.cli.ExitCode;
import io.outrider.cli.Session;
import io.outrider.cli.connection.Call;
import io.outrider.cli.output.Column;
import io.outrider.cli.output.Json;
import io.outrider.cli.output.Output;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows row by row whether a node keeps the container contract. */
@Command(
        name = "conformance",
        description = {
            "Check on a node that it keeps the container contract, row by row.",
            "Pushes the conformance template and runs its methods there: five short jobs, about 15 seconds. Exit code 1 if a row fails."
        })
public final class ConformanceCommand extends Commands implements Callable<Integer> {

    @Parameters(paramLabel = "NODE", description = "A node that is online.")
    private String node = "";

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            description =
                    "The template type to run it with; default host-shell, on a cluster shell. Its command runs run.sh with its arguments.")
    private @Nullable String type;

    @Override
    public Integer call() {
        Session session = session();
        JsonNode found = session.api().get(Call.to("nodes", node).with("project", session.project()));
        if (!"ONLINE".equals(found.path("status").asText())) {
            throw new CommandException(
                    ExitCode.FAILED,
                    "Expected node " + node + " to be online, but it is "
                            + found.path("status").asText());
        }
        String template =
                new ConformanceTemplate(session, type == null ? ConformanceTemplate.typeFor(found) : type).push();
        session.output().remark("Running " + template + " on " + node);
        List<Check> checks = new Examination(session, template, node).run();
        ObjectNode report = report(template, checks);
        print(session.output(), report);
        return report.path("failed").asInt() == 0 ? ExitCode.OK : ExitCode.FAILED;
    }

    private ObjectNode report(String template, List<Check> checks) {
        long passed =
                checks.stream().filter(check -> check.status().equals("passed")).count();
        long failed = checks.stream().filter(Check::failed).count();
        ObjectNode report = Json.object()
                .put("node", node)
                .put("template", template)
                .put("passed", passed)
                .put("failed", failed)
                .put("skipped", checks.size() - passed - failed);
        var rows = report.putArray("checks");
        checks.forEach(check -> rows.add(check.json()));
        return report;
    }

    private static void print(Output output, ObjectNode report) {
        List<JsonNode> rows = new ArrayList<>();
        report.path("checks").forEach(rows::add);
        List<String> lines = new ArrayList<>(output.tableLines(
                rows, List.of(new Column("", Check::mark), Column.at("ROW", "/id"), Column.at("DETAIL", "/detail"))));
        lines.add("");
        lines.add(report.path("passed").asText() + " passed, "
                + report.path("failed").asText() + " failed, "
                + report.path("skipped").asText() + " skipped");
        output.told(report, report.path("failed").asText(), lines);
    }
}
