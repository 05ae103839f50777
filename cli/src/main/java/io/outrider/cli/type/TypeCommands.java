package io.outrider.cli.type;

import com.fasterxml.jackson.databind.JsonNode;
import io.outrider.cli.Commands;
import io.outrider.cli.Session;
import io.outrider.cli.connection.Answer;
import io.outrider.cli.connection.Call;
import io.outrider.cli.input.Documents;
import io.outrider.cli.output.Cells;
import io.outrider.cli.output.Column;
import io.outrider.cli.output.Json;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Template types: what templates are built from. */
@Command(name = "type", description = "Template types: what templates are built from.")
public final class TypeCommands extends Commands {
    private static final List<Column> COLUMNS = List.of(
            Column.at("NAME", "/name"),
            Column.at("VERSION", "/version"),
            Column.at("MODE", "/mode"),
            new Column("IMAGE", TypeCommands::base),
            Column.at("DESCRIPTION", "/description"));

    @Command(name = "list", description = "List template types.")
    public int list(@Option(names = "--limit", defaultValue = "500", description = "At most so many.") int limit) {
        Session session = session();
        session.output()
                .list(session.api().list(Call.to("template-types").with("project", session.project()), limit), COLUMNS);
        return 0;
    }

    @Command(name = "show", description = "Show a template type with its parameters.")
    public int show(@Parameters(paramLabel = "TYPE") String name) {
        Session session = session();
        JsonNode type = session.api().get(Call.to("template-types", name).with("project", session.project()));
        List<Column> fields = type.properties().stream()
                .map(field -> new Column(field.getKey(), found -> shown(found.path(field.getKey()))))
                .toList();
        session.output().one(type, fields);
        return 0;
    }

    @Command(name = "apply", description = "Add the template types in a file, each as its next version.")
    public int apply(
            @Option(
                            names = {"-f", "--file"},
                            required = true,
                            paramLabel = "FILE",
                            description = "YAML or JSON; - is standard input.")
                    String file) {
        Session session = session();
        List<JsonNode> applied = new ArrayList<>();
        for (JsonNode type : Documents.objects("-f", file)) {
            Answer answer = session.api().post(Call.to("template-types").with("project", session.project()), type);
            session.output()
                    .remark("template type " + type.path("name").asText("") + "@"
                            + Cells.text(answer.body().path("version"))
                            + (answer.status() == 201 ? " created" : " is the same"));
            applied.add(answer.body().isObject() ? answer.body() : type);
        }
        if (session.output().structured() || session.output().quiet()) {
            session.output().list(applied, COLUMNS);
        }
        return 0;
    }

    private static String base(JsonNode type) {
        return type.path("hostTools").asBoolean() ? "(the node's own tools)" : Cells.text(type.path("image"));
    }

    private static String shown(JsonNode value) {
        return value.isContainerNode() && !value.isEmpty() ? Json.pretty(value) : Cells.text(value);
    }
}
