package io.outrider.cli.job;

import com.fasterxml.jackson.databind.JsonNode;
import io.outrider.cli.ExitCode;
import io.outrider.cli.Session;
import io.outrider.cli.connection.Call;
import io.outrider.cli.output.Cells;
import io.outrider.cli.output.Column;
import io.outrider.cli.stream.Poll;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Jobs as the scheduler-service tells of them. */
public final class Jobs {
    private static final Set<String> OVER = Set.of("SUCCEEDED", "FAILED", "CANCELLED");
    static final Duration NO_LIMIT = Duration.ofDays(365);

    private Jobs() {}

    public static JsonNode get(Session session, String id) {
        return session.api().get(Call.to("jobs", id));
    }

    public static boolean over(JsonNode job) {
        return OVER.contains(job.path("status").asText());
    }

    public static boolean succeeded(JsonNode job) {
        return "SUCCEEDED".equals(job.path("status").asText());
    }

    /** Waits until the job is over. */
    public static JsonNode await(Session session, String id, Duration timeout) {
        return Poll.until(
                () -> get(session, id), Jobs::over, job -> waiting(job, session), timeout, session.progress());
    }

    static int exitCode(JsonNode job) {
        return succeeded(job) ? ExitCode.OK : ExitCode.FAILED;
    }

    /** One line that says how the job ended, and with which outputs. */
    public static String summary(Session session, JsonNode job) {
        var style = session.output().style();
        StringBuilder line = new StringBuilder(
                "job " + id(job) + " " + style.status(job.path("status").asText()));
        String took = Cells.span(job.path("createdAt"), job.path("finishedAt"), session.now());
        if (!took.isEmpty()) {
            line.append(" in ").append(took);
        }
        String nodes = nodes(job);
        if (!nodes.isEmpty()) {
            line.append(" on ").append(nodes);
        }
        String reason = job.path("reason").asText("");
        if (!reason.isEmpty() && !succeeded(job)) {
            line.append(": ").append(reason);
        }
        String outputs = outputs(job.path("outputs"));
        return line + (outputs.isEmpty() ? "" : "; outputs: " + outputs);
    }

    static String id(JsonNode job) {
        return job.path("id").asText();
    }

    static List<Column> fields(Session session) {
        return List.of(
                Column.at("id", "/id"),
                Column.at("status", "/status"),
                Column.at("reason", "/reason"),
                new Column("template", Jobs::version),
                Column.at("method", "/method"),
                new Column("parameters", job -> Cells.lines(job.path("parameters"))),
                new Column("target", job -> target(job.path("target"))),
                Column.at("reaction", "/reaction"),
                new Column("event", job -> event(job.path("event"))),
                Column.at("created by", "/createdBy"),
                Column.at("created", "/createdAt"),
                new Column("took", job -> Cells.span(job.path("createdAt"), job.path("finishedAt"), session.now())),
                new Column("outputs", job -> Cells.lines(job.path("outputs"))),
                new Column("tasks", job -> tasks(session, job.path("tasks"))));
    }

    static List<Column> columns(Session session) {
        return List.of(
                Column.at("ID", "/id"),
                new Column("TEMPLATE", Jobs::version),
                Column.at("METHOD", "/method"),
                Column.at("STATUS", "/status"),
                new Column("NODES", Jobs::nodes),
                new Column("TOOK", job -> Cells.span(job.path("createdAt"), job.path("finishedAt"), session.now())),
                new Column("AGE", job -> Cells.age(job.path("createdAt"), session.now())),
                new Column("BY", job -> by(job)));
    }

    private static String waiting(JsonNode job, Session session) {
        String nodes = nodes(job);
        String reason = job.path("reason").asText("");
        return "job " + id(job) + " " + job.path("status").asText() + (nodes.isEmpty() ? "" : " on " + nodes)
                + (reason.isEmpty() ? "" : " (" + reason + ")") + ", "
                + Cells.span(job.path("createdAt"), job.path("finishedAt"), session.now());
    }

    private static String tasks(Session session, JsonNode tasks) {
        return tasks.valueStream()
                .map(task -> Cells.words(
                        Cells.text(task.path("id")),
                        session.output().style().status(Cells.text(task.path("status"))),
                        after("on ", task.path("node")),
                        after("attempt ", task.path("attempt")),
                        artifacts(task.path("artifacts")),
                        Cells.text(task.path("reason"))))
                .collect(Collectors.joining("\n"));
    }

    private static String after(String word, JsonNode value) {
        return Cells.text(value).isEmpty() ? "" : word + Cells.text(value);
    }

    private static String artifacts(JsonNode artifacts) {
        return artifacts.isEmpty()
                ? ""
                : artifacts
                        .valueStream()
                        .map(artifact -> artifact.isTextual() ? artifact.asText() : Cells.text(artifact.path("name")))
                        .collect(Collectors.joining(", ", "artifacts ", ""));
    }

    private static String nodes(JsonNode job) {
        return job.path("tasks")
                .valueStream()
                .map(task -> Cells.text(task.path("node")))
                .filter(node -> !node.isEmpty())
                .distinct()
                .collect(Collectors.joining(","));
    }

    private static String outputs(JsonNode outputs) {
        return outputs.properties().stream()
                .map(output -> output.getKey() + "=" + output.getValue())
                .collect(Collectors.joining(", "));
    }

    private static String version(JsonNode job) {
        String version = Cells.text(job.path("version"));
        return Cells.text(job.path("template")) + (version.isEmpty() ? "" : "@" + version);
    }

    private static String by(JsonNode job) {
        String reaction = Cells.text(job.path("reaction"));
        return reaction.isEmpty() ? Cells.text(job.path("createdBy")) : "reaction " + reaction;
    }

    private static String event(JsonNode event) {
        return event.isObject()
                ? Cells.text(event.path("type")) + " " + Cells.text(event.path("id"))
                : Cells.text(event);
    }

    private static String target(JsonNode target) {
        if (target.has("node")) {
            return "node " + Cells.text(target.path("node"));
        }
        String selector = Cells.text(target.path("selector"));
        return (target.path("all").asBoolean() ? "every node" : "any node")
                + (selector.isEmpty() ? "" : " with " + selector);
    }
}
