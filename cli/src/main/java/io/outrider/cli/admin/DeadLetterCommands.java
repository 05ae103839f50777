package io.outrider.cli.admin;

import com.fasterxml.jackson.databind.JsonNode;
import io.outrider.cli.CommandException;
import io.outrider.cli.Commands;
import io.outrider.cli.Session;
import io.outrider.cli.connection.Call;
import io.outrider.cli.output.Cells;
import io.outrider.cli.output.Column;
import io.outrider.cli.output.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Records that could not be decoded or handled: what they were, why, and giving them another try. */
@Command(name = "dead-letters", description = "Records that could not be handled.")
public final class DeadLetterCommands extends Commands {
    /** The most that one --all replays: enough to see whether the cause is mended. */
    private static final int REPLAY_AT_ONCE = 500;

    @Command(name = "list", description = "List dead letters with the reasons.")
    public int list(@Option(names = "--limit", defaultValue = "50", description = "At most so many.") int limit) {
        Session session = session();
        session.output()
                .list(
                        session.api().list(Call.to("dead-letters"), limit),
                        List.of(
                                Column.at("ID", "/id"),
                                Column.at("TOPIC", "/topic"),
                                Column.at("CONSUMER", "/consumer"),
                                new Column("AGE", letter -> Cells.age(letter.path("createdAt"), session.now())),
                                Column.at("REPLAYED", "/replayedAt"),
                                Column.at("REASON", "/reason")));
        return 0;
    }

    @Command(name = "show", description = "Show a dead letter with all that is known of it.")
    public int show(@Parameters(paramLabel = "ID") String id) {
        Session session = session();
        JsonNode letter = session.api().get(Call.to("dead-letters", id));
        List<Column> fields = letter.properties().stream()
                .map(field -> new Column(field.getKey(), found -> shown(found.path(field.getKey()))))
                .toList();
        session.output().one(letter, fields);
        return 0;
    }

    @Command(name = "replay", description = "Put dead letters back onto their topic.")
    public int replay(
            @Parameters(paramLabel = "ID", arity = "0..*") @Nullable List<String> ids,
            @Option(names = "--all", description = "Every one that was not replayed yet, oldest first, 500 at a time.")
                    boolean all) {
        Session session = session();
        List<String> chosen = all ? open(session) : ids == null ? List.of() : ids;
        if (chosen.isEmpty() && !all) {
            throw CommandException.usage("Expected the ID of a dead letter, or --all, but got neither");
        }
        int now = all ? Math.min(REPLAY_AT_ONCE, chosen.size()) : chosen.size();
        for (String id : chosen.subList(0, now)) {
            session.api().post(Call.to("dead-letters", id, "replay"), Json.object());
            session.output().remark("dead letter " + id + " replayed");
        }
        if (chosen.isEmpty()) {
            session.output().remark("none to replay");
        }
        if (now < chosen.size()) {
            String left = Cells.count(chosen.size() - now, "dead letter", "dead letters");
            session.output().remark(left + " left to replay; run the same command again");
        }
        return 0;
    }

    /** Oldest first, so that letters which fail once more, as new ones, never keep the others from their turn. */
    private static List<String> open(Session session) {
        return session.api().list(Call.to("dead-letters"), Integer.MAX_VALUE).reversed().stream()
                .filter(letter -> letter.path("replayedAt").isMissingNode())
                .map(letter -> letter.path("id").asText())
                .toList();
    }

    private static String shown(JsonNode value) {
        return value.isContainerNode() ? Json.pretty(value) : Cells.text(value);
    }
}
