package io.outrider.cli.reaction;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.outrider.cli.Commands;
import io.outrider.cli.Session;
import io.outrider.cli.output.Cells;
import io.outrider.cli.output.Json;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Stops reactions from starting jobs. */
@Command(
        name = "pause",
        description = {
            "Stop a reaction, all of the project, or all of the platform, from starting jobs.",
            "Events are still taken and get SUPPRESSED (paused); a window that is due meanwhile ends without jobs."
        })
final class PauseCommand extends Commands implements Callable<Integer> {
    @ArgGroup(multiplicity = "1")
    private Which which = new Which();

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for others to read.")
    private @Nullable String reason;

    @Override
    public Integer call() {
        Session session = session();
        ObjectNode body = Json.object();
        if (reason != null) {
            body.put("reason", reason);
        }
        JsonNode pause = session.api().put(which.pause(session), body).body();
        if (session.output().structured()) {
            session.output().told(pause, Cells.text(pause.path("reaction")), List.of());
        }
        session.output().remark(which + " paused");
        return 0;
    }
}
