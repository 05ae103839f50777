package io.outrider.cli.reaction;

import com.fasterxml.jackson.databind.JsonNode;
import io.outrider.cli.Commands;
import io.outrider.cli.Session;
import io.outrider.cli.connection.Call;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** What a reaction does at this moment, and why. */
@Command(
        name = "explain",
        description = {
            "Tell what a reaction waits for and until when, which of its jobs run, how much of its budget is used,",
            "whether it is paused, and its last decisions with their reasons."
        })
final class ExplainCommand extends Commands implements Callable<Integer> {
    @Parameters(paramLabel = "REACTION")
    private String name = "";

    @Override
    public Integer call() {
        Session session = session();
        JsonNode explanation =
                session.api().get(Call.to("reactions", name, "explain").with("project", session.project()));
        session.output().told(explanation, name, new Explanation(session.output(), session.now()).lines(explanation));
        return 0;
    }
}
