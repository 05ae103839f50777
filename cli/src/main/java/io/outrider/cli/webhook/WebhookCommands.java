package io.outrider.cli.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import io.outrider.cli.Commands;
import io.outrider.cli.Session;
import io.outrider.cli.output.Column;
import io.outrider.cli.output.Json;
import io.outrider.cli.resource.NamedResources;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** How requests of other systems become events. */
@Command(name = "webhook", description = "How requests of other systems become events.")
public final class WebhookCommands extends Commands {
    private static final NamedResources WEBHOOKS = new NamedResources(
            "webhooks",
            "webhook",
            List.of(
                    Column.at("NAME", "/name"),
                    Column.at("TYPE", "/mapping/type"),
                    new Column("AUTHENTICATION", WebhookCommands::authentication),
                    Column.at("VERSION", "/version")));

    @Command(name = "apply", description = "Create or replace the webhooks in a file.")
    public int apply(
            @Option(
                            names = {"-f", "--file"},
                            required = true,
                            paramLabel = "FILE",
                            description = "YAML or JSON; - is standard input.")
                    String file) {
        return WEBHOOKS.apply(session(), file);
    }

    @Command(name = "list", description = "List webhooks.")
    public int list(@Option(names = "--limit", defaultValue = "500", description = "At most so many.") int limit) {
        return WEBHOOKS.list(session(), limit);
    }

    @Command(name = "show", description = "Show a webhook as it was applied.")
    public int show(@Parameters(paramLabel = "WEBHOOK") String name) {
        Session session = session();
        session.output()
                .one(
                        session.api().get(WEBHOOKS.call(session, name)),
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
        return WEBHOOKS.delete(session(), name);
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
