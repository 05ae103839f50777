package io.outrider.cli.job;

import com.fasterxml.jackson.databind.JsonNode;
import io.outrider.cli.Commands;
import io.outrider.cli.Session;
import io.outrider.cli.connection.Call;
import io.outrider.cli.input.Durations;
import io.outrider.cli.output.Cells;
import io.outrider.cli.output.Json;
import io.outrider.cli.stream.Download;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Jobs: watching and cancelling them. */
@Command(name = "job", description = "Jobs: watching and cancelling them.")
public final class JobCommands extends Commands {

    @Command(name = "list", description = "List jobs, newest first.")
    public int list(
            @Option(names = "--status", description = "Only with this status.") @Nullable String status,
            @Option(names = "--template", description = "Only of this template.") @Nullable String template,
            @Option(names = "--limit", defaultValue = "50", description = "At most so many.") int limit) {
        Session session = session();
        Call call = Call.to("jobs")
                .with("project", session.project())
                .with("status", status)
                .with("template", template);
        session.output().list(session.api().list(call, limit), Jobs.columns(session));
        return 0;
    }

    @Command(name = "show", description = "Show a job with its tasks.")
    public int show(@Parameters(paramLabel = "JOB") String id) {
        Session session = session();
        session.output().one(Jobs.get(session, id), Jobs.fields(session));
        return 0;
    }

    @Command(name = "logs", description = "Print a job's log.")
    public int logs(
            @Parameters(paramLabel = "JOB") String id,
            @Option(
                            names = {"-f", "--follow"},
                            description = "Until the job is over; exit code 1 if it fails.")
                    boolean follow) {
        Session session = session();
        if (!follow) {
            Download.print(session, Call.to("jobs", id, "logs"));
            return 0;
        }
        JsonNode finished = Following.log(session, Jobs.get(session, id), Jobs.NO_LIMIT);
        session.output().remark(Jobs.summary(session, finished));
        return Jobs.exitCode(finished);
    }

    @Command(name = "cancel", description = "Cancel a job.")
    public int cancel(
            @Parameters(paramLabel = "JOB") String id,
            @Option(names = "--wait", description = "Until it is over.") boolean wait) {
        Session session = session();
        JsonNode job =
                session.api().post(Call.to("jobs", id, "cancel"), Json.object()).body();
        if (wait) {
            job = Jobs.await(session, id, Jobs.NO_LIMIT);
        }
        if (session.output().structured() && job.isObject()) {
            session.output().one(job, Jobs.fields(session));
        }
        session.output().remark(wait ? Jobs.summary(session, job) : "job " + id + " is being cancelled");
        return 0;
    }

    @Command(name = "wait", description = "Wait until a job is over; exit code 1 if it fails, 6 if it takes too long.")
    public int waitFor(
            @Parameters(paramLabel = "JOB") String id,
            @Option(names = "--timeout", paramLabel = "DURATION", description = "As in 10m; default no limit.")
                    @Nullable
                    String timeout) {
        Session session = session();
        Duration patience = timeout == null ? Jobs.NO_LIMIT : Durations.parse("--timeout", timeout);
        JsonNode finished = Following.quietly(session, id, patience);
        if (session.output().structured()) {
            session.output().one(finished, Jobs.fields(session));
        }
        session.output().remark(Jobs.summary(session, finished));
        return Jobs.exitCode(finished);
    }

    @Command(name = "artifact", description = "Fetch a file that a task kept.")
    public int artifact(
            @Parameters(paramLabel = "JOB", index = "0") String job,
            @Parameters(paramLabel = "TASK", index = "1", description = "As job show lists it.") String task,
            @Parameters(paramLabel = "NAME", index = "2") String name,
            @Option(
                            names = "--to",
                            paramLabel = "FILE",
                            description = "Where to; - is standard output; default NAME here.")
                    @Nullable
                    String to) {
        Session session = session();
        Call call = Call.to("jobs", job, "artifacts", task, name);
        if ("-".equals(to)) {
            Download.pipe(session, call);
            return 0;
        }
        Path file = Path.of(to == null ? Path.of(name).getFileName().toString() : to);
        long size = Download.save(session, call, file);
        session.output().remark("saved " + file + " (" + Cells.bytes(size) + ")");
        return 0;
    }
}
