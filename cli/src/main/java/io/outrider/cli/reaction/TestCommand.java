package io.outrider.cli.reaction;

import com.fasterxml.jackson.databind.JsonNode;
import io.outrider.cli.CommandException;
import io.outrider.cli.Commands;
import io.outrider.cli.Session;
import io.outrider.cli.connection.Call;
import io.outrider.cli.input.Documents;
import io.outrider.cli.input.Durations;
import io.outrider.cli.output.Cells;
import io.outrider.cli.output.Json;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A reaction against what happened already. */
@Command(
        name = "test",
        description = {
            "Show what a reaction would have done with the events of the past; nothing is started, nothing is kept.",
            "FILE holds one reaction, which need not be applied."
        })
final class TestCommand extends Commands implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "YAML or JSON; - is standard input.")
    private String file = "";

    @Option(
            names = "--since",
            paramLabel = "DURATION",
            defaultValue = "24h",
            description = "How far back, such as 30m or 7d (default: ${DEFAULT-VALUE}).")
    private String since = "24h";

    @Override
    public Integer call() {
        Session session = session();
        Durations.parse("--since", since);
        List<JsonNode> documents = Documents.objects("FILE", file);
        if (documents.size() > 1) {
            throw CommandException.usage("Expected one reaction in " + file + ", but there are " + documents.size()
                    + ": test them one by one");
        }
        JsonNode request = Json.object().put("since", since).set("document", documents.getFirst());
        JsonNode run = session.api()
                .post(Call.to("reactions", "test").with("project", session.project()), request)
                .body();
        session.output().told(run, Cells.text(run.path("reaction")), new TimeLine(session.output()).lines(run));
        if (run.path("cut").asBoolean()) {
            session.output()
                    .remark("there were more events than are tried at once: the history was cut, only what came since "
                            + Cells.text(run.path("first")) + " was tried");
        }
        if (run.has("remark")) {
            session.output().remark(Cells.text(run.path("remark")));
        }
        if (run.path("firingsCut").asBoolean()) {
            session.output()
                    .remark("only the newest of " + Cells.text(run.path("ended"))
                            + " windows are shown, or not all parameters");
        }
        return 0;
    }
}
