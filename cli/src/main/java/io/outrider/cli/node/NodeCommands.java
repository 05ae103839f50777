package io.outrider.cli.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.outrider.cli.CommandException;
import io.outrider.cli.Commands;
import io.outrider.cli.Session;
import io.outrider.cli.connection.Call;
import io.outrider.cli.input.Durations;
import io.outrider.cli.output.Cells;
import io.outrider.cli.output.Column;
import io.outrider.cli.output.Json;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Nodes: who is there, and letting new ones in. */
@Command(name = "node", description = "Nodes that run jobs.", subcommands = NodeCommands.TokenCommands.class)
public final class NodeCommands extends Commands {

    @Command(name = "list", description = "List nodes.")
    public int list(
            @Option(names = "--selector", paramLabel = "SELECTOR", description = "By labels, as in role=web,!canary.")
                    @Nullable
                    String selector,
            @Option(names = "--limit", defaultValue = "500", description = "At most so many.") int limit) {
        Session session = session();
        Call call = Call.to("nodes").with("project", session.project()).with("selector", selector);
        session.output()
                .list(
                        session.api().list(call, limit),
                        List.of(
                                Column.at("NAME", "/name"),
                                Column.at("STATUS", "/status"),
                                Column.at("EXECUTOR", "/executor"),
                                new Column("SLOTS", NodeCommands::slots),
                                new Column("RUNTIMES", node -> Cells.joined(node.path("runtimes"))),
                                new Column("SEEN", node -> Cells.age(node.path("lastSeen"), session.now())),
                                new Column("LABELS", node -> Cells.pairs(node.path("labels")))));
        return 0;
    }

    @Command(name = "show", description = "Show a node with its labels and facts.")
    public int show(@Parameters(paramLabel = "NODE") String name) {
        Session session = session();
        JsonNode node = session.api().get(Call.to("nodes", name).with("project", session.project()));
        session.output()
                .one(
                        node,
                        List.of(
                                Column.at("name", "/name"),
                                Column.at("status", "/status"),
                                Column.at("reason", "/reason"),
                                Column.at("executor", "/executor"),
                                new Column("free slots", NodeCommands::slots),
                                new Column("runtimes", found -> Cells.joined(found.path("runtimes"))),
                                Column.at("agent version", "/agentVersion"),
                                Column.at("last seen", "/lastSeen"),
                                new Column("labels", found -> Cells.pairs(found.path("labels"))),
                                new Column("facts", found -> Cells.lines(found.path("facts")))));
        return 0;
    }

    @Command(name = "enrolments", description = "List machines that have enrolled; revoked ones, too.")
    public int enrolments(
            @Option(names = "--limit", defaultValue = "500", description = "At most so many.") int limit) {
        Session session = session();
        session.output()
                .list(
                        session.api().list(Call.to("enrolments"), limit),
                        List.of(
                                Column.at("NAME", "/name"),
                                Column.at("STATUS", "/status"),
                                Column.at("AGENT", "/agentVersion"),
                                new Column("AGE", found -> Cells.age(found.path("enrolledAt"), session.now())),
                                Column.at("CERTIFICATE UNTIL", "/notAfter"),
                                new Column("LABELS", found -> Cells.pairs(found.path("labels")))));
        return 0;
    }

    private static String slots(JsonNode node) {
        String all = Cells.text(node.path("slots"));
        return all.isEmpty() ? "" : Cells.text(node.path("freeSlots")) + "/" + all;
    }

    /** Tokens with which a machine enrols as a node, once. */
    @Command(name = "token", description = "Tokens with which machines enrol.")
    public static final class TokenCommands extends Commands {

        @Command(name = "create", description = "Make a single-use token for one node; it is shown only now.")
        public int create(
                @Parameters(paramLabel = "NODE", description = "The name of the node to be.") String name,
                @Option(
                                names = {"-l", "--label"},
                                paramLabel = "KEY=VALUE",
                                description = "A label of the node.")
                        @Nullable
                        Map<String, String> labels,
                @Option(names = "--ttl", paramLabel = "DURATION", defaultValue = "1h", description = "At most 1h.")
                        String ttl) {
            if (Durations.parse("--ttl", ttl).toMinutes() > 60) {
                throw CommandException.usage("Expected --ttl to be at most 1h, but it is " + ttl);
            }
            Session session = session();
            ObjectNode body = Json.object().put("name", name).put("ttl", ttl);
            ObjectNode given = body.putObject("labels");
            if (labels != null) {
                labels.forEach(given::put);
            }
            JsonNode token =
                    session.api().post(Call.to("enrolment-tokens"), body).body();
            session.output()
                    .one(
                            token,
                            List.of(
                                    Column.at("token", "/token"),
                                    Column.at("node", "/name"),
                                    Column.at("expires", "/expiresAt"),
                                    Column.at("CA sha256", "/caSha256")));
            session.output().remark("Give it to the agent on that machine; it works once.");
            return 0;
        }
    }
}
