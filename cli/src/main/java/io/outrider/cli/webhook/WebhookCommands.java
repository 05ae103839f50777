package io.outrider.cli.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.outrider.cli.CommandException;
import io.outrider.cli.Commands;
import io.outrider.cli.Session;
import io.outrider.cli.connection.Answer;
import io.outrider.cli.connection.Call;
import io.outrider.cli.input.Documents;
import io.outrider.cli.output.Column;
import io.outrider.cli.output.Json;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** How requests of other systems become events. */
@Command(name = "webhook", description = "How requests of other systems become events.")
public final class WebhookCommands extends Commands {
    private static final List<Column> COLUMNS = List.of(
            Column.at("NAME", "/name"),
            Column.at("TYPE", "/mapping/type"),
            new Column("AUTHENTICATION", WebhookCommands::authentication),
            Column.at("VERSION", "/version"));

    @Command(name = "apply", description = "Create or replace the webhooks in a file.")
    public int apply(
            @Option(
                            names = {"-f", "--file"},
                            required = true,
                            paramLabel = "FILE",
                            description = "YAML or JSON; - is standard input.")
                    String file) {
        Session session = session();
        List<JsonNode> applied = new ArrayList<>();
        for (JsonNode webhook : Documents.objects("-f", file)) {
            String name = webhook.path("name").asText("");
            if (name.isEmpty()) {
                throw CommandException.usage("Expected a name in each webhook of " + file + ", but one has none");
            }
            Answer answer = session.api().put(call(session, name), webhook);
            session.output().remark("webhook " + name + (answer.status() == 201 ? " created" : " applied"));
            applied.add(answer.body().isObject() ? answer.body() : webhook);
        }
        if (session.output().structured() || session.output().quiet()) {
            session.output().list(applied, COLUMNS);
        }
        return 0;
    }

    @Command(name = "list", description = "List webhooks.")
    public int list(@Option(names = "--limit", defaultValue = "500", description = "At most so many.") int limit) {
        Session session = session();
        session.output()
                .list(session.api().list(Call.to("webhooks").with("project", session.project()), limit), COLUMNS);
        return 0;
    }

    @Command(name = "show", description = "Show a webhook as it was applied.")
    public int show(@Parameters(paramLabel = "WEBHOOK") String name) {
        Session session = session();
        session.output()
                .one(
                        session.api().get(call(session, name)),
                        List.of(
                                Column.at("name", "/name"),
                                Column.at("path", "/path"),
                                new Column("authentication", WebhookCommands::authentication),
                                new Column("mapping", webhook -> Json.pretty(webhook.path("mapping"))),
                                Column.at("version", "/version"),
                                Column.at("created by", "/createdBy"),
                                Column.at("updated", "/updatedAt")));
        return 0;
    }

    @Command(name = "delete", description = "Delete a webhook.")
    public int delete(@Parameters(paramLabel = "WEBHOOK") String name) {
        Session session = session();
        session.api().delete(call(session, name));
        ObjectNode deleted = Json.object().put("name", name).put("deleted", true);
        if (session.output().structured()) {
            session.output().one(deleted, List.of(Column.at("name", "/name")));
        }
        session.output().remark("webhook " + name + " deleted");
        return 0;
    }

    private static Call call(Session session, String name) {
        return Call.to("webhooks", name).with("project", session.project());
    }

    private static String authentication(JsonNode webhook) {
        JsonNode authentication = webhook.path("authentication");
        if (authentication.has("hmac")) {
            return "hmac " + authentication.at("/hmac/header").asText();
        }
        return authentication.has("token")
                ? "token " + authentication.at("/token/header").asText()
                : "bearer";
    }
}
