package io.outrider.cli.event;

import com.fasterxml.jackson.databind.JsonNode;
import io.outrider.cli.CommandException;
import io.outrider.cli.ExitCode;
import io.outrider.cli.Session;
import io.outrider.cli.connection.Call;
import io.outrider.cli.output.Cells;
import io.outrider.cli.output.Column;
import io.outrider.cli.output.Json;
import io.outrider.cli.stream.Poll;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reading events and telling what became of them. */
final class Events {
    /** Decisions take milliseconds; minutes mean that the reactor is behind or away. */
    static final String PATIENCE = "30s";

    private Events() {}

    static JsonNode find(Session session, String id, @Nullable String source) {
        return session.api().get(call(session, id, source));
    }

    static Call replay(Session session, String id, @Nullable String source, boolean dryRun) {
        return Call.to("events", id, "replay")
                .with("project", session.project())
                .with("source", source)
                .with("dryRun", Boolean.toString(dryRun));
    }

    private static Call call(Session session, String id, @Nullable String source) {
        return Call.to("events", id).with("project", session.project()).with("source", source);
    }

    /** Waits until the reactions were asked about the event. Right after it was accepted there may be none yet. */
    static JsonNode decided(Session session, String id, @Nullable String source, Duration patience) {
        return Poll.until(
                () -> findOrNothing(session, id, source),
                event -> event.has("decidedAt"),
                event -> "event " + id + " waits for its decision",
                patience,
                session.progress());
    }

    /** Prints an event with its decisions. */
    static void print(Session session, JsonNode event) {
        List<Column> fields = List.of(
                Column.at("id", "/id"),
                Column.at("type", "/type"),
                Column.at("source", "/source"),
                Column.at("subject", "/subject"),
                Column.at("status", "/extensions/status"),
                Column.at("replay of", "/extensions/replayof"),
                new Column("received", found -> Cells.moment(received(found), session.now())),
                new Column("data", found -> found.has("data") ? Json.pretty(found.get("data")) : ""));
        List<String> lines = new ArrayList<>(session.output().fieldLines(event, fields));
        lines.addAll(new DecisionTree(session.output().style(), session.now())
                .of(event)
                .lines());
        session.output().told(event, Cells.text(event.path("id")), lines);
    }

    /** 1 when a reaction could not be evaluated on this event, else 0. */
    static int exitCode(JsonNode event) {
        return event.path("decisions").findValuesAsText("outcome").contains("ERROR") ? ExitCode.FAILED : ExitCode.OK;
    }

    static JsonNode received(JsonNode event) {
        return event.has("receivedAt") ? event.path("receivedAt") : event.path("time");
    }

    private static JsonNode findOrNothing(Session session, String id, @Nullable String source) {
        try {
            return find(session, id, source);
        } catch (CommandException e) {
            if (e.exitCode() == ExitCode.NOT_FOUND) {
                return Json.object();
            }
            throw e;
        }
    }
}
