package io.outrider.cli.event;

import io.outrider.cli.Commands;
import io.outrider.cli.Session;
import io.outrider.cli.connection.Call;
import io.outrider.cli.output.Cells;
import io.outrider.cli.output.Column;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Events in, and what became of them. */
@Command(
        name = "event",
        description = "Events, what they started, and why they did not.",
        subcommands = {PublishCommand.class, ReplayCommand.class})
public final class EventCommands extends Commands {

    @Command(name = "list", description = "List events, newest first.")
    public int list(
            @Option(names = "--type", paramLabel = "TYPE", description = "Only of this type.") @Nullable String type,
            @Option(names = "--limit", defaultValue = "50", description = "At most so many.") int limit) {
        Session session = session();
        Call call = Call.to("events").with("project", session.project()).with("type", type);
        session.output()
                .list(
                        session.api().list(call, limit),
                        List.of(
                                Column.at("ID", "/id"),
                                Column.at("TYPE", "/type"),
                                Column.at("SOURCE", "/source"),
                                Column.at("SUBJECT", "/subject"),
                                new Column("AGE", event -> Cells.age(Events.received(event), session.now()))));
        return 0;
    }

    @Command(name = "show", description = "Show an event, what each reaction made of it and why, and the jobs.")
    public int show(
            @Parameters(paramLabel = "EVENT") String id,
            @Option(names = "--source", description = "Whose event, if several sources used the id.") @Nullable
                    String source) {
        Session session = session();
        Events.print(session, Events.find(session, id, source));
        return 0;
    }
}
