package io.outrider.cli.build;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.outrider.cli.CommandException;
import io.outrider.cli.Session;
import io.outrider.cli.connection.Call;
import io.outrider.cli.output.Cells;
import io.outrider.cli.output.Column;
import io.outrider.cli.output.Json;
import io.outrider.cli.stream.EventFeed;
import io.outrider.cli.stream.ServerEvent;
import java.util.List;
import java.util.Set;

/** Builds as the build-service tells of them. */
public final class Builds {
    private static final Set<String> OVER = Set.of("SUCCEEDED", "FAILED", "CANCELLED");

    private Builds() {}

    public static JsonNode get(Session session, String id) {
        return session.api().get(Call.to("builds", id));
    }

    public static boolean over(JsonNode build) {
        return OVER.contains(build.path("status").asText());
    }

    public static boolean succeeded(JsonNode build) {
        return "SUCCEEDED".equals(build.path("status").asText());
    }

    /** Prints the log from its beginning until the build ends. */
    public static void follow(Session session, String id) {
        new EventFeed(session.api(), Call.to("builds", id, "logs"))
                .follow(event -> session.output().text(text(event)));
    }

    /** The fields of a build, for a person. */
    static List<Column> fields(Session session) {
        return List.of(
                Column.at("id", "/id"),
                Column.at("status", "/status"),
                Column.at("reason", "/reason"),
                new Column("template", Builds::version),
                Column.at("builder", "/builder"),
                new Column("image", build -> image(build.path("image"))),
                Column.at("reused", "/reused"),
                Column.at("created", "/createdAt"),
                new Column(
                        "took", build -> Cells.span(build.path("startedAt"), build.path("finishedAt"), session.now())));
    }

    static List<Column> columns(Session session) {
        return List.of(
                Column.at("ID", "/id"),
                new Column("TEMPLATE", Builds::version),
                Column.at("STATUS", "/status"),
                Column.at("BUILDER", "/builder"),
                new Column(
                        "TOOK", build -> Cells.span(build.path("startedAt"), build.path("finishedAt"), session.now())),
                new Column("AGE", build -> Cells.age(build.path("createdAt"), session.now())),
                Column.at("REASON", "/reason"));
    }

    private static String version(JsonNode build) {
        return Cells.text(build.path("template")) + "@" + Cells.text(build.path("version"));
    }

    private static String image(JsonNode image) {
        return image.isObject() ? Cells.text(image.path("digest")) : Cells.text(image);
    }

    private static String text(ServerEvent event) {
        try {
            JsonNode data = Json.parse(event.data());
            if (data.path("text").isTextual()) {
                return data.path("text").asText();
            }
        } catch (JsonProcessingException plain) {
            // A line of the log itself.
        }
        return event.data() + "\n";
    }

    static CommandException failed(JsonNode build) {
        String reason = build.path("reason").asText("");
        return new CommandException(
                io.outrider.cli.ExitCode.FAILED,
                "Build " + build.path("id").asText() + " "
                        + build.path("status").asText() + (reason.isEmpty() ? "" : ": " + reason));
    }
}
