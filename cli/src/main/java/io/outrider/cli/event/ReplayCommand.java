package io.outrider.cli.event;

import com.fasterxml.jackson.databind.JsonNode;
import io.outrider.cli.Commands;
import io.outrider.cli.Session;
import io.outrider.cli.input.Durations;
import io.outrider.cli.output.Cells;
import io.outrider.cli.output.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** An event once more. */
@Command(
        name = "replay",
        description = {
            "Show what an event would do if it came again now; nothing is started.",
            "With --for-real a copy of it is published: a new event, marked with replayof."
        })
final class ReplayCommand extends Commands implements Callable<Integer> {
    @Parameters(paramLabel = "EVENT")
    private String id = "";

    @Option(names = "--source", description = "Whose event, if several sources used the id.")
    private @Nullable String source;

    @Option(names = "--for-real", description = "Publish the copy: reactions see it and start jobs.")
    private boolean forReal;

    @Option(
            names = "--wait",
            description = "With --for-real: wait until the reactions decided, and show what they did.")
    private boolean wait;

    @Option(
            names = "--wait-timeout",
            paramLabel = "DURATION",
            defaultValue = Events.PATIENCE,
            description = "How long --wait waits at most (default: ${DEFAULT-VALUE}).")
    private String waitTimeout = Events.PATIENCE;

    @Override
    public Integer call() {
        Session session = session();
        Duration patience = Durations.parse("--wait-timeout", waitTimeout);
        JsonNode answer = session.api()
                .post(Events.replay(session, id, source, !forReal), Json.object())
                .body();
        return forReal ? published(session, answer, patience) : shown(session, answer);
    }

    private int shown(Session session, JsonNode answer) {
        List<String> lines = new ArrayList<>();
        lines.add("if " + id + " came again now:");
        lines.addAll(new DecisionTree(session.output().style(), session.now())
                .of(answer)
                .lines());
        session.output().told(answer, id, lines);
        session.output().remark("nothing was started; --for-real publishes a copy");
        return Events.exitCode(answer);
    }

    private int published(Session session, JsonNode answer, Duration patience) {
        String copy = Cells.text(answer.path("id"));
        if (!wait) {
            session.output().told(answer, copy, List.of(copy));
            session.output().remark("published again; see outrider event show " + copy);
            return 0;
        }
        JsonNode event = Events.decided(session, copy, Cells.text(answer.path("source")), patience);
        Events.print(session, event);
        return Events.exitCode(event);
    }
}
