package io.outrider.cli.reaction;

import io.outrider.cli.Session;
import io.outrider.cli.connection.Call;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** One reaction or all of the project: either has to be said. */
final class Which {
    @Parameters(paramLabel = "REACTION", description = "Which reaction.")
    private @Nullable String name;

    @Option(names = "--all", required = true, description = "All reactions of the project.")
    private boolean all;

    Call pause(Session session) {
        Call call = all || name == null ? Call.to("reactions-pause") : Call.to("reactions", name, "pause");
        return call.with("project", session.project());
    }

    @Override
    public String toString() {
        return name == null ? "all reactions" : "reaction " + name;
    }
}
