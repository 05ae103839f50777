package io.outrider.cli.reaction;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.outrider.cli.CommandException;
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
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Rules that start jobs when events come. */
@Command(name = "reaction", description = "Rules that start jobs when events come.")
public final class ReactionCommands extends Commands {
    private static final List<Column> COLUMNS = List.of(
            Column.at("NAME", "/name"),
            Column.at("ON", "/on"),
            new Column("JOBS", ReactionCommands::templates),
            Column.at("VERSION", "/version"));

    @Command(name = "apply", description = "Create or replace the reactions in a file.")
    public int apply(
            @Option(
                            names = {"-f", "--file"},
                            required = true,
                            paramLabel = "FILE",
                            description = "YAML or JSON; - is standard input.")
                    String file) {
        Session session = session();
        List<JsonNode> applied = new ArrayList<>();
        for (JsonNode reaction : Documents.objects("-f", file)) {
            String name = reaction.path("name").asText("");
            if (name.isEmpty()) {
                throw CommandException.usage("Expected a name in each reaction of " + file + ", but one has none");
            }
            Answer answer = session.api().put(Call.to("reactions", name).with("project", session.project()), reaction);
            session.output().remark("reaction " + name + (answer.status() == 201 ? " created" : " applied"));
            applied.add(answer.body().isObject() ? answer.body() : reaction);
        }
        if (session.output().structured() || session.output().quiet()) {
            session.output().list(applied, COLUMNS);
        }
        return 0;
    }

    @Command(name = "list", description = "List reactions.")
    public int list(@Option(names = "--limit", defaultValue = "500", description = "At most so many.") int limit) {
        Session session = session();
        session.output()
                .list(session.api().list(Call.to("reactions").with("project", session.project()), limit), COLUMNS);
        return 0;
    }

    @Command(name = "show", description = "Show a reaction as it was applied.")
    public int show(@Parameters(paramLabel = "REACTION") String name) {
        Session session = session();
        JsonNode reaction = session.api().get(Call.to("reactions", name).with("project", session.project()));
        session.output()
                .one(
                        reaction,
                        List.of(
                                Column.at("name", "/name"),
                                Column.at("on", "/on"),
                                new Column("jobs", found -> Json.pretty(jobs(found))),
                                Column.at("version", "/version"),
                                Column.at("created by", "/createdBy"),
                                Column.at("updated", "/updatedAt")));
        return 0;
    }

    @Command(name = "delete", description = "Delete a reaction.")
    public int delete(@Parameters(paramLabel = "REACTION") String name) {
        Session session = session();
        session.api().delete(Call.to("reactions", name).with("project", session.project()));
        ObjectNode deleted = Json.object().put("name", name).put("deleted", true);
        if (session.output().structured()) {
            session.output().one(deleted, List.of(Column.at("name", "/name")));
        }
        session.output().remark("reaction " + name + " deleted");
        return 0;
    }

    private static JsonNode jobs(JsonNode reaction) {
        return reaction.at("/do/jobs");
    }

    private static String templates(JsonNode reaction) {
        return jobs(reaction)
                .valueStream()
                .map(job -> Cells.text(job.path("template")))
                .collect(Collectors.joining(","));
    }
}
