package io.outrider.cli.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.outrider.cli.CommandException;
import io.outrider.cli.Commands;
import io.outrider.cli.Session;
import io.outrider.cli.Version;
import io.outrider.cli.connection.Connection;
import io.outrider.cli.connection.Endpoints;
import io.outrider.cli.output.Column;
import io.outrider.cli.output.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Shows each setting with where it comes from; never a token's text. */
@Command(name = "config", description = "Show what this command line is set to, and where each value comes from.")
public final class ConfigCommand extends Commands implements Callable<Integer> {
    private static final List<Column> COLUMNS =
            List.of(Column.at("SETTING", "/setting"), Column.at("VALUE", "/value"), Column.at("FROM", "/from"));

    @Override
    public Integer call() {
        Session session = session();
        List<JsonNode> settings = new ArrayList<>();
        settings.add(setting("version", Version.text(), ""));
        settings.add(setting("project", session.project(), ""));
        settings.add(setting("data", session.surroundings().dataFolder().toString(), dataSource(session)));
        try {
            Connection connection = session.connection();
            settings.addAll(servers(connection));
            settings.add(setting("token", connection.token().isEmpty() ? "" : "set", connection.tokenSource()));
        } catch (CommandException nothing) {
            settings.add(setting("server", "", nothing.getMessage()));
        }
        session.output().list(settings, COLUMNS);
        return 0;
    }

    private static List<JsonNode> servers(Connection connection) {
        return switch (connection.endpoints()) {
            case Endpoints.Single single ->
                List.of(setting("server", single.server().toString(), connection.serverSource()));
            case Endpoints.Local local ->
                local.services().entrySet().stream()
                        .map(service ->
                                setting(service.getKey(), service.getValue().toString(), connection.serverSource()))
                        .toList();
        };
    }

    private static String dataSource(Session session) {
        return session.surroundings().env().containsKey("OUTRIDER_DATA") ? "OUTRIDER_DATA" : "default";
    }

    private static JsonNode setting(String name, String value, @org.jspecify.annotations.Nullable String from) {
        ObjectNode node = Json.object();
        return node.put("setting", name).put("value", value).put("from", from);
    }
}
