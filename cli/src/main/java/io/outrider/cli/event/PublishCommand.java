package io.outrider.cli.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.outrider.cli.CommandException;
import io.outrider.cli.Commands;
import io.outrider.cli.Session;
import io.outrider.cli.connection.Call;
import io.outrider.cli.input.Documents;
import io.outrider.cli.input.Durations;
import io.outrider.cli.output.Cells;
import io.outrider.cli.output.Column;
import io.outrider.cli.output.Json;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** An event in. */
@Command(
        name = "publish",
        description = {
            "Publish a CloudEvent.",
            "With --wait the exit code is 1 when a reaction could not be evaluated on it, 6 when it was not decided in time."
        })
final class PublishCommand extends Commands implements Callable<Integer> {
    @Parameters(paramLabel = "TYPE", description = "Such as prometheus/alert/DiskFull.")
    private String type = "";

    @Option(
            names = {"-d", "--data"},
            paramLabel = "JSON",
            description = "The payload; @FILE reads YAML or JSON.")
    private @Nullable String data;

    @Option(names = "--source", defaultValue = "/outrider/cli", description = "Where it happened.")
    private String source = "";

    @Option(names = "--subject", description = "To what it happened.")
    private @Nullable String subject;

    @Option(names = "--id", description = "The same id again is the same event; default a new one.")
    private @Nullable String id;

    @Option(
            names = {"-x", "--extension"},
            paramLabel = "NAME=VALUE",
            description = "An extension attribute, such as status=resolved.")
    private Map<String, String> extensions = Map.of();

    @Option(names = "--wait", description = "Wait until the reactions decided, and show what they did.")
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
        Call call = Call.to("events")
                .with("project", session.project())
                .header("Content-Type", "application/cloudevents+json");
        JsonNode answer = session.api()
                .post(call, BodyPublishers.ofString(event(session).toString()))
                .body();
        if (!wait) {
            session.output().one(answer, List.of(Column.at("id", "/accepted/0/id")));
            return 0;
        }
        JsonNode decided = Events.decided(session, Cells.text(answer.at("/accepted/0/id")), source, patience);
        Events.print(session, decided);
        return Events.exitCode(decided);
    }

    private ObjectNode event(Session session) {
        ObjectNode event = Json.object();
        extensions.forEach(event::put);
        event.put("specversion", "1.0")
                .put("id", id == null ? UUID.randomUUID().toString() : id)
                .put("type", type)
                .put("source", source)
                .put("time", session.now().toString());
        if (subject != null) {
            event.put("subject", subject);
        }
        if (data != null) {
            event.put("datacontenttype", "application/json").set("data", payload(data));
        }
        return event;
    }

    private static JsonNode payload(String data) {
        if (data.startsWith("@")) {
            return Documents.objects("--data", data.substring(1)).getFirst();
        }
        try {
            return Json.parse(data);
        } catch (JsonProcessingException e) {
            throw CommandException.usage("Expected --data to be JSON or @FILE, but got '" + data + "'");
        }
    }
}
