package io.outrider.cli.build;

import com.fasterxml.jackson.databind.JsonNode;
import io.outrider.cli.Commands;
import io.outrider.cli.Session;
import io.outrider.cli.connection.Call;
import io.outrider.cli.output.Json;
import io.outrider.cli.stream.Download;
import io.outrider.cli.stream.Interruption;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Builds: how template versions become images. */
@Command(name = "build", description = "Builds: how template versions become images.")
public final class BuildCommands extends Commands {

    @Command(name = "list", description = "List builds, newest first.")
    public int list(
            @Option(names = "--template", description = "Only of this template.") @Nullable String template,
            @Option(names = "--status", description = "Only with this status.") @Nullable String status,
            @Option(names = "--limit", defaultValue = "50", description = "At most so many.") int limit) {
        Session session = session();
        Call call = Call.to("builds")
                .with("project", session.project())
                .with("template", template)
                .with("status", status);
        session.output().list(session.api().list(call, limit), Builds.columns(session));
        return 0;
    }

    @Command(name = "show", description = "Show a build.")
    public int show(
            @Parameters(paramLabel = "BUILD") String id,
            @Option(names = "--dockerfile", description = "Print the Dockerfile that was generated.")
                    boolean dockerfile) {
        Session session = session();
        if (dockerfile) {
            Download.print(session, Call.to("builds", id, "dockerfile"));
        } else {
            session.output().one(Builds.get(session, id), Builds.fields(session));
        }
        return 0;
    }

    @Command(name = "logs", description = "Print a build's log.")
    public int logs(
            @Parameters(paramLabel = "BUILD") String id,
            @Option(
                            names = {"-f", "--follow"},
                            description = "Until the build ends; exit code 1 if it fails.")
                    boolean follow) {
        Session session = session();
        if (!follow) {
            Download.print(session, Call.to("builds", id, "logs"));
            return 0;
        }
        JsonNode build = new Interruption(
                        session.output().err(),
                        "The build goes on. Watch it again: outrider build logs -f " + id,
                        "Cancel it:                         outrider build cancel " + id)
                .during(() -> {
                    Builds.follow(session, id);
                    return Builds.get(session, id);
                });
        if (!Builds.succeeded(build)) {
            throw Builds.failed(build);
        }
        return 0;
    }

    @Command(name = "cancel", description = "Cancel a build.")
    public int cancel(@Parameters(paramLabel = "BUILD") String id) {
        Session session = session();
        JsonNode build = session.api()
                .post(Call.to("builds", id, "cancel"), Json.object())
                .body();
        if (session.output().structured() && build.isObject()) {
            session.output().one(build, Builds.fields(session));
        }
        session.output().remark("build " + id + " is being cancelled");
        return 0;
    }
}
