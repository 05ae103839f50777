package io.outrider.cli.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.outrider.cli.CommandException;
import io.outrider.cli.Commands;
import io.outrider.cli.Session;
import io.outrider.cli.connection.Call;
import io.outrider.cli.input.Documents;
import io.outrider.cli.output.Cells;
import io.outrider.cli.output.Column;
import io.outrider.cli.output.Json;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Events in, and what became of them. */
@Command(name = "event", description = "Events and what they started.")
public final class EventCommands extends Commands {

    @Command(name = "publish", description = "Publish a CloudEvent.")
    public int publish(
            @Parameters(paramLabel = "TYPE", description = "Such as prometheus/alert/DiskFull.") String type,
            @Option(
                            names = {"-d", "--data"},
                            paramLabel = "JSON",
                            description = "The payload; @FILE reads YAML or JSON.")
                    @Nullable
                    String data,
            @Option(names = "--source", defaultValue = "/outrider/cli", description = "Where it happened.")
                    String source,
            @Option(names = "--subject", description = "To what it happened.") @Nullable String subject,
            @Option(names = "--id", description = "The same id again is the same event; default a new one.") @Nullable
                    String id) {
        Session session = session();
        ObjectNode event = Json.object()
                .put("specversion", "1.0")
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
        Call call = Call.to("events")
                .with("project", session.project())
                .header("Content-Type", "application/cloudevents+json");
        JsonNode answer = session.api()
                .post(call, BodyPublishers.ofString(event.toString()))
                .body();
        session.output().one(answer, List.of(Column.at("id", "/accepted/0/id")));
        return 0;
    }

    @Command(name = "list", description = "List events, newest first.")
    public int list(
            @Option(names = "--type", paramLabel = "TYPE", description = "Only of this type.") @Nullable String type,
            @Option(names = "--limit", defaultValue = "50", description = "At most so many.") int limit) {
        Session session = session();
        Call call = Call.to("events").with("project", session.project()).with("type", type);
        session.output()
                .list(
                        session.api().list(call, limit),
                        List.of(
                                Column.at("ID", "/id"),
                                Column.at("TYPE", "/type"),
                                Column.at("SOURCE", "/source"),
                                Column.at("SUBJECT", "/subject"),
                                new Column("AGE", event -> Cells.age(received(event), session.now()))));
        return 0;
    }

    @Command(name = "show", description = "Show an event, its payload and what was decided.")
    public int show(@Parameters(paramLabel = "EVENT") String id) {
        Session session = session();
        JsonNode event = session.api().get(Call.to("events", id).with("project", session.project()));
        session.output()
                .one(
                        event,
                        List.of(
                                Column.at("id", "/id"),
                                Column.at("type", "/type"),
                                Column.at("source", "/source"),
                                Column.at("subject", "/subject"),
                                new Column("received", found -> Cells.text(received(found))),
                                new Column("data", found -> found.has("data") ? Json.pretty(found.get("data")) : ""),
                                new Column("decisions", found -> decisions(found.path("decisions")))));
        return 0;
    }

    private static JsonNode received(JsonNode event) {
        return event.has("receivedAt") ? event.path("receivedAt") : event.path("time");
    }

    private static String decisions(JsonNode decisions) {
        return String.join(
                "\n",
                decisions
                        .valueStream()
                        .map(decision -> Cells.words(
                                Cells.text(decision.path("outcome")),
                                Cells.text(decision.path("reaction")),
                                Cells.joined(decision.path("jobs")),
                                Cells.text(decision.path("reason"))))
                        .toList());
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
