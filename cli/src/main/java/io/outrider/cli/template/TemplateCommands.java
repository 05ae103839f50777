package io.outrider.cli.template;

import com.fasterxml.jackson.databind.JsonNode;
import io.outrider.cli.CommandException;
import io.outrider.cli.Commands;
import io.outrider.cli.ExitCode;
import io.outrider.cli.Session;
import io.outrider.cli.connection.Answer;
import io.outrider.cli.connection.Call;
import io.outrider.cli.output.Cells;
import io.outrider.cli.output.Column;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Templates and their versions. */
@Command(name = "template", description = "Templates and their versions.")
public final class TemplateCommands extends Commands {

    @Command(
            name = "push",
            description = {
                "Make a new version from a folder, a zip, a tgz or a git repository.",
                "A folder's .outriderignore (else .gitignore) names files to leave out. The same content again is the same version."
            })
    public int push(
            @Parameters(paramLabel = "DIR|ARCHIVE", arity = "0..1") @Nullable Path source,
            @Option(names = "--git", paramLabel = "URL", description = "Fetch the source from a git repository.")
                    @Nullable
                    String git,
            @Option(names = "--ref", paramLabel = "REF", description = "Branch, tag or commit; with --git.") @Nullable
                    String ref,
            @Option(names = "--path", paramLabel = "PATH", description = "Sub-folder; with --git.") @Nullable
                    String path,
            @Option(
                            names = "--as",
                            paramLabel = "VERSION",
                            description = "The version, as in 1.4.0; default the one in template.yaml, else the next.")
                    @Nullable
                    String version,
            @Option(names = "--wait", negatable = true, description = "Stay until it is built; default on a terminal.")
                    @Nullable
                    Boolean wait) {
        if ((source == null) == (git == null)) {
            throw CommandException.usage("Expected either DIR, ARCHIVE or --git URL");
        }
        Session session = session();
        Pushing pushing = new Pushing(session);
        Answer answer = source == null
                ? pushing.git(java.util.Objects.requireNonNull(git), ref, path, version)
                : pushing.path(source, version);
        boolean known = answer.status() == 200;
        session.output()
                .remark((known ? "Unchanged: the same content is " : "New version ") + Pushing.name(answer.body()));
        boolean stay = wait == null ? session.watched() : wait;
        return report(session, stay ? pushing.await(answer.body()) : answer.body());
    }

    @Command(name = "list", description = "List templates.")
    public int list(@Option(names = "--limit", defaultValue = "500", description = "At most so many.") int limit) {
        Session session = session();
        session.output()
                .list(
                        session.api().list(Call.to("templates").with("project", session.project()), limit),
                        List.of(
                                Column.at("NAME", "/name"),
                                Column.at("LATEST", "/latest"),
                                Column.at("TYPE", "/type"),
                                new Column("LABELS", template -> Cells.pairs(template.path("labels")))));
        return 0;
    }

    @Command(name = "show", description = "Show a version with its parameters, outputs and methods.")
    public int show(@Parameters(paramLabel = "TEMPLATE[@VERSION]") String reference) {
        Session session = session();
        String[] parts = reference.split("@", 2);
        JsonNode version = session.api()
                .get(Call.to("templates", parts[0], "versions", parts.length > 1 ? parts[1] : "latest")
                        .with("project", session.project()));
        session.output().one(version, fields());
        return 0;
    }

    @Command(name = "versions", description = "List a template's versions, newest first.")
    public int versions(
            @Parameters(paramLabel = "TEMPLATE") String name,
            @Option(names = "--limit", defaultValue = "50", description = "At most so many.") int limit) {
        Session session = session();
        Call call = Call.to("templates", name, "versions").with("project", session.project());
        session.output()
                .list(
                        session.api().list(call, limit),
                        List.of(
                                Column.at("VERSION", "/version"),
                                Column.at("STATUS", "/status"),
                                Column.at("TYPE", "/type"),
                                new Column("AGE", version -> Cells.age(version.path("createdAt"), session.now())),
                                Column.at("BY", "/createdBy"),
                                Column.at("REASON", "/reason")));
        return 0;
    }

    private static int report(Session session, JsonNode version) {
        session.output().one(version, fields());
        if (!"FAILED".equals(version.path("status").asText())) {
            return 0;
        }
        throw new CommandException(
                ExitCode.FAILED,
                "Building " + Pushing.name(version) + " failed: "
                        + version.path("reason").asText("see its log") + "; outrider build logs "
                        + version.path("buildId").asText());
    }

    private static List<Column> fields() {
        return List.of(
                new Column("template", Pushing::name),
                Column.at("status", "/status"),
                Column.at("reason", "/reason"),
                Column.at("type", "/type"),
                new Column("labels", version -> Cells.pairs(version.path("labels"))),
                new Column("parameters", version -> properties(version.path("parameters"))),
                new Column("outputs", version -> properties(version.path("outputs"))),
                new Column("methods", TemplateCommands::methods),
                Column.at("image", "/image/digest"),
                Column.at("build", "/buildId"),
                Column.at("fingerprint", "/fingerprint"),
                Column.at("created", "/createdAt"),
                Column.at("created by", "/createdBy"));
    }

    private static String properties(JsonNode schema) {
        List<String> required =
                schema.path("required").valueStream().map(JsonNode::asText).toList();
        return String.join(
                "\n",
                schema.path("properties").properties().stream()
                        .map(property ->
                                property(property.getKey(), property.getValue(), required.contains(property.getKey())))
                        .toList());
    }

    private static String property(String name, JsonNode schema, boolean required) {
        StringBuilder line = new StringBuilder(name + ": " + Cells.text(schema.path("type")));
        if (schema.has("default")) {
            line.append(", default ").append(schema.get("default"));
        } else if (required) {
            line.append(", required");
        }
        String description = Cells.text(schema.path("description"));
        return line + (description.isEmpty() ? "" : " – " + description);
    }

    private static String methods(JsonNode version) {
        JsonNode methods = version.path("methods");
        return methods.isArray()
                ? methods.valueStream()
                        .map(method -> method.isTextual() ? method.asText() : Cells.text(method.path("name")))
                        .collect(java.util.stream.Collectors.joining(", "))
                : String.join(
                        ", ",
                        methods.properties().stream()
                                .map(java.util.Map.Entry::getKey)
                                .toList());
    }
}
