package io.outrider.cli.reaction;

import com.fasterxml.jackson.databind.JsonNode;
import io.outrider.cli.Commands;
import io.outrider.cli.Session;
import io.outrider.cli.connection.Call;
import io.outrider.cli.output.Cells;
import io.outrider.cli.output.Column;
import io.outrider.cli.output.Json;
import io.outrider.cli.resource.NamedResources;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Rules that start jobs when events come. */
@Command(
        name = "reaction",
        description = "Rules that start jobs when events come.",
        subcommands = {ExplainCommand.class, TestCommand.class, PauseCommand.class, ResumeCommand.class})
public final class ReactionCommands extends Commands {
    private static final NamedResources REACTIONS = new NamedResources(
            "reactions",
            "reaction",
            List.of(
                    Column.at("NAME", "/name"),
                    new Column("ON", ReactionCommands::trigger),
                    new Column("JOBS", ReactionCommands::templates),
                    Column.at("VERSION", "/version"),
                    new Column("STATE", ReactionCommands::state)));

    @Command(name = "apply", description = "Create or replace the reactions in a file.")
    public int apply(
            @Option(
                            names = {"-f", "--file"},
                            required = true,
                            paramLabel = "FILE",
                            description = "YAML or JSON; - is standard input.")
                    String file) {
        return REACTIONS.apply(session(), file);
    }

    @Command(name = "list", description = "List reactions.")
    public int list(@Option(names = "--limit", defaultValue = "500", description = "At most so many.") int limit) {
        return REACTIONS.list(session(), limit);
    }

    @Command(name = "show", description = "Show a reaction as it was applied.")
    public int show(
            @Parameters(
                            paramLabel = "REACTION[@VERSION]",
                            description = "@VERSION: as it was then, even if deleted since.")
                    String name) {
        Session session = session();
        String[] parts = name.split("@", 2);
        JsonNode reaction = session.api()
                .get(REACTIONS.call(session, parts[0]).with("version", parts.length == 1 ? null : parts[1]));
        session.output()
                .one(
                        reaction,
                        List.of(
                                Column.at("name", "/name"),
                                new Column("on", ReactionCommands::trigger),
                                Column.at("match", "/match"),
                                Column.at("group by", "/groupBy"),
                                Column.at("condition", "/conditions/when/condition"),
                                Column.at("limiter", "/triggerLimiter"),
                                Column.at("running", "/whileRunning"),
                                Column.at("budget", "/budget"),
                                new Column("jobs", found -> Json.pretty(jobs(found))),
                                Column.at("version", "/version"),
                                new Column("state", ReactionCommands::state),
                                Column.at("created by", "/createdBy"),
                                Column.at("updated", "/updatedAt")));
        return 0;
    }

    @Command(name = "history", description = "List the versions of a reaction, newest first.")
    public int history(
            @Parameters(paramLabel = "REACTION") String name,
            @Option(names = "--limit", defaultValue = "50", description = "At most so many.") int limit) {
        Session session = session();
        Call versions = Call.to("reactions", name, "versions").with("project", session.project());
        session.output()
                .list(
                        session.api().list(versions, limit),
                        List.of(
                                Column.at("VERSION", "/version"),
                                new Column("ON", ReactionCommands::trigger),
                                new Column("JOBS", ReactionCommands::templates),
                                Column.at("BY", "/createdBy"),
                                new Column("AGE", found -> Cells.age(found.path("createdAt"), session.now()))));
        return 0;
    }

    @Command(
            name = "firings",
            description = "List the windows that ended, newest first: what fired or could not, and the jobs.")
    public int firings(
            @Parameters(paramLabel = "REACTION") String name,
            @Option(names = "--limit", defaultValue = "50", description = "At most so many.") int limit) {
        Session session = session();
        Call firings = Call.to("reactions", name, "firings").with("project", session.project());
        session.output().list(session.api().list(firings, limit), Firings.columns(session));
        return 0;
    }

    @Command(name = "delete", description = "Delete a reaction; its open windows come to nothing.")
    public int delete(@Parameters(paramLabel = "REACTION") String name) {
        return REACTIONS.delete(session(), name);
    }

    private static JsonNode jobs(JsonNode reaction) {
        return reaction.at("/do/jobs");
    }

    private static String trigger(JsonNode reaction) {
        JsonNode on = reaction.path("on");
        if (on.has("any")) {
            return Cells.joined(on.path("any"));
        }
        return on.has("all")
                ? on.path("all").valueStream().map(Cells::text).collect(Collectors.joining(" & "))
                : Cells.text(on);
    }

    private static String templates(JsonNode reaction) {
        return jobs(reaction)
                .valueStream()
                .map(job -> Cells.text(job.path("template")))
                .collect(Collectors.joining(","));
    }

    private static String state(JsonNode reaction) {
        if (!reaction.path("enabled").asBoolean(true)) {
            return "DISABLED";
        }
        return reaction.has("paused") ? "PAUSED" : "ACTIVE";
    }
}
