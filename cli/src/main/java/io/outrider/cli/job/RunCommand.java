package io.outrider.cli.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.outrider.cli.CommandException;
import io.outrider.cli.Commands;
import io.outrider.cli.ExitCode;
import io.outrider.cli.Session;
import io.outrider.cli.connection.Call;
import io.outrider.cli.input.Documents;
import io.outrider.cli.input.Durations;
import io.outrider.cli.input.Parameters;
import io.outrider.cli.output.Json;
import io.outrider.cli.stream.Poll;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Starts a job, and stays with it if asked to. */
@Command(
        name = "run",
        description = {
            "Start a job.",
            "Values of -p: key=value (typed by the template), key:=json, key=@file. Exit code 1 if the job fails while it is waited for."
        })
public final class RunCommand extends Commands implements Callable<Integer> {
    /** News of a version reaches the scheduler within a second or two; later something is wrong. */
    private static final Duration NEWS = Duration.ofSeconds(10);

    @CommandLine.Parameters(paramLabel = "TEMPLATE[@VERSION]", description = "The latest ready version by default.")
    private String template = "";

    @Option(
            names = {"-p", "--param"},
            paramLabel = "KEY=VALUE",
            description = "A parameter; wins over --params.")
    private List<String> assignments = new ArrayList<>();

    @Option(names = "--params", paramLabel = "FILE", description = "Parameters from a YAML or JSON file.")
    private @Nullable String parameterFile;

    @Option(names = "--method", paramLabel = "METHOD", description = "The template's method; default run.")
    private @Nullable String method;

    @ArgGroup(exclusive = true)
    private Target target = new Target();

    static final class Target {
        @Option(names = "--node", paramLabel = "NODE", description = "On this node.")
        private @Nullable String node;

        @Option(
                names = "--on",
                paramLabel = "SELECTOR",
                description = "On a node with these labels, as in role=web,!canary; default any node.")
        private @Nullable String selector;
    }

    @Option(names = "--all", description = "On every node that --on selects, not on one of them; not with --node.")
    private boolean all;

    @Option(names = "--timeout", paramLabel = "DURATION", description = "End the job after so long, as in 10m.")
    private @Nullable String timeout;

    @Option(names = "--retries", paramLabel = "N", description = "Try a failed task so many times again.")
    private @Nullable Integer retries;

    @Option(names = "--wait", description = "Wait until the job is over.")
    private boolean wait;

    @Option(
            names = {"-f", "--follow"},
            description = "Print the log while it runs; implies --wait.")
    private boolean follow;

    @Option(
            names = "--wait-timeout",
            paramLabel = "DURATION",
            description = "Stop waiting after so long (exit code 6); the job goes on.")
    private @Nullable String waitTimeout;

    @Option(names = "--idempotency-key", paramLabel = "KEY", description = "The same key again is the same job.")
    private @Nullable String idempotencyKey;

    @Override
    public Integer call() {
        if (all && target.node != null) {
            throw CommandException.usage("Expected --all together with --on, but --node names one node; leave out"
                    + " --all, or choose the nodes with --on");
        }
        Session session = session();
        Duration patience = waitTimeout == null ? Jobs.NO_LIMIT : Durations.parse("--wait-timeout", waitTimeout);
        JsonNode job = submit(session, request(session));
        String id = Jobs.id(job);
        if (!follow && !wait && waitTimeout == null) {
            session.output().one(job, Jobs.fields(session));
            session.output().remark("Watch it: outrider job logs -f " + id);
            return 0;
        }
        JsonNode finished = follow ? Following.log(session, job, patience) : Following.quietly(session, id, patience);
        if (session.output().structured() || !follow) {
            session.output().one(finished, Jobs.fields(session));
        }
        session.output().remark(Jobs.summary(session, finished));
        return Jobs.exitCode(finished);
    }

    /** A version that was pushed a moment ago may be known to be ready before the scheduler has heard of it. */
    private JsonNode submit(Session session, ObjectNode request) {
        Submission submission = new Submission(session, idempotencyKey);
        AtomicReference<CommandException> refusal = new AtomicReference<>();
        return Poll.until(
                () -> {
                    try {
                        return submission.send(request);
                    } catch (CommandException refused) {
                        if (!isAboutTemplate(refused) || !isReady(session)) {
                            throw refused;
                        }
                        refusal.set(refused);
                        return MissingNode.getInstance();
                    }
                },
                job -> !job.isMissingNode(),
                missing -> refusal.get().getMessage(),
                NEWS,
                session.progress());
    }

    private static boolean isAboutTemplate(CommandException refused) {
        return (refused.exitCode() == ExitCode.REFUSED || refused.exitCode() == ExitCode.NOT_FOUND)
                && Stream.concat(Stream.of(refused.getMessage()), refused.details().stream())
                        .anyMatch(line -> line.startsWith("template: "));
    }

    private boolean isReady(Session session) {
        try {
            return isReady(version(session));
        } catch (CommandException unknown) {
            return false;
        }
    }

    private static boolean isReady(JsonNode version) {
        return "READY".equals(version.path("status").asText());
    }

    private ObjectNode request(Session session) {
        JsonNode version = knownVersion(session);
        ObjectNode request = Json.object().put("project", session.project()).put("template", named(version));
        if (method != null) {
            request.put("method", method);
        }
        request.set("parameters", parameters(version.path("parameters")));
        ObjectNode where = request.putObject("target");
        if (target.node != null) {
            where.put("node", target.node);
        } else {
            where.put("selector", target.selector == null ? "" : target.selector)
                    .put("all", all);
        }
        if (timeout != null) {
            Durations.parse("--timeout", timeout);
            request.put("timeout", timeout);
        }
        if (retries != null) {
            request.putObject("retries").put("limit", retries);
        }
        return request;
    }

    private ObjectNode parameters(JsonNode schema) {
        ObjectNode parameters = Json.object();
        if (parameterFile != null) {
            parameters.setAll(
                    (ObjectNode) Documents.objects("--params", parameterFile).getFirst());
        }
        if (!assignments.isEmpty()) {
            Parameters.assign(parameters, assignments, schema);
        }
        return parameters;
    }

    /** Returns the version as the template-service has it, if it is asked for; without that service, only jobs with -p cannot be started. */
    private JsonNode knownVersion(Session session) {
        if (assignments.isEmpty() && isAsWritten()) {
            return MissingNode.getInstance();
        }
        try {
            return version(session);
        } catch (CommandException unknown) {
            if (!assignments.isEmpty()) {
                throw unknown;
            }
            return MissingNode.getInstance();
        }
    }

    /** Names the version that is the latest now: to the scheduler, what was pushed a moment ago may be news still. */
    private String named(JsonNode version) {
        return isAsWritten() || !isReady(version)
                ? template
                : template.split("@", 2)[0] + "@" + version.path("version").asText();
    }

    /** Under a key of the user, too: the same command would be another request after the next push. */
    private boolean isAsWritten() {
        return (template.contains("@") && !template.endsWith("@latest"))
                || (idempotencyKey != null && !idempotencyKey.isEmpty());
    }

    private JsonNode version(Session session) {
        String[] parts = template.split("@", 2);
        Call call = Call.to("templates", parts[0], "versions", parts.length > 1 ? parts[1] : "latest")
                .with("project", session.project());
        return session.api().get(call);
    }
}
