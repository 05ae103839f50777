package io.outrider.cli.reaction;

import io.outrider.cli.Session;
import io.outrider.cli.connection.Call;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** One reaction, all of the project, or all of the platform: one of these has to be said. */
final class Which {
    @Parameters(paramLabel = "REACTION", description = "Which reaction.")
    private @Nullable String name;

    @Option(names = "--all", required = true, description = "All reactions of the project.")
    private boolean all;

    @Option(names = "--everywhere", required = true, description = "All reactions of all projects; for administrators.")
    private boolean everywhere;

    Call pause(Session session) {
        if (everywhere) {
            return Call.to("reactions-pause", "everywhere");
        }
        Call call = all || name == null ? Call.to("reactions-pause") : Call.to("reactions", name, "pause");
        return call.with("project", session.project());
    }

    @Override
    public String toString() {
        if (everywhere) {
            return "all reactions of all projects";
        }
        return name == null ? "all reactions" : "reaction " + name;
    }
}
