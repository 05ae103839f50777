package io.outrider.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.outrider.cli.CommandException;
import io.outrider.cli.Commands;
import io.outrider.cli.ExitCode;
import io.outrider.cli.Session;
import io.outrider.cli.Surroundings;
import io.outrider.cli.connection.Call;
import io.outrider.cli.connection.LocalStack;
import io.outrider.cli.output.Cells;
import io.outrider.cli.output.Json;
import io.outrider.cli.stream.Interruption;
import io.outrider.cli.stream.Poll;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The whole way once, on this machine, with the commands that anyone can type: from a folder of files to a finished job
 * on a remote node, and the same template again because an event said so. Ends with an exit code other than 0 as soon
 * as something did not do what it should.
 */
@Command(
        name = "demo",
        description = "Show the whole way on this machine: stack, template, remote node, job, event. About a minute.")
public final class DemoCommand extends Commands implements Callable<Integer> {
    private static final String TEMPLATE = "hello-host";
    private static final String REACTION = "greet-on-event";
    private static final String EVENT_TYPE = "demo/greeting/wanted";
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @Option(names = "--down", description = "Stop the stack afterwards.")
    private boolean down;

    @Override
    public Integer call() {
        Session session = session();
        return new Interruption(
                        session.output().err(), "The demo was left; the stack is still up. Stop it: ./outrider down")
                .during(() -> story(session));
    }

    private int story(Session session) {
        long began = System.nanoTime();
        Surroundings surroundings = session.surroundings();
        Stage stage = new Stage(surroundings, session.output().style(), down ? 7 : 6);
        Path examples = shown(surroundings.root().resolve("examples"));

        stage.act("The stack: PostgreSQL, Kafka, a schema registry, the services, one agent");
        stage.play("up", "--detach");
        LocalStack stack = LocalStack.running(surroundings.dataFolder())
                .orElseThrow(() -> new CommandException(
                        ExitCode.FAILED, "Expected the stack to be up, but there is no running stack.json"));

        stage.act("A template: a folder of files becomes a versioned image");
        stage.play(
                "template",
                "push",
                examples.resolve("templates").resolve(TEMPLATE).toString(),
                "--wait");

        stage.act("The node: a machine that no port is open to");
        stage.play("node", "show", stack.node());
        stage.tell("Its agent dialled out to " + stack.agentEndpoint()
                + " over HTTPS, and both sides showed a certificate (mutual TLS).");

        stage.act("A job on that node, with its live log");
        String name = System.getProperty("user.name", "you");
        stage.play("run", TEMPLATE, "-p", "name=" + name, "--node", stack.node(), "--follow");
        showOutputs(stage, newest(session), name);

        startedByEvent(session, stage, examples);
        if (down) {
            stage.act("The stack stops");
            stage.play("down");
        }
        epilogue(session, stage, Duration.ofNanos(System.nanoTime() - began));
        return ExitCode.OK;
    }

    private void startedByEvent(Session session, Stage stage, Path examples) {
        stage.act("A reaction: which event starts which job");
        stage.play(
                "reaction",
                "apply",
                "-f",
                examples.resolve("reactions").resolve(REACTION + ".yaml").toString());
        stage.act("An event starts the same template again");
        // Unlike an event's id, a name can come again: the command that the reader sees starts a job each time.
        String name = "event demo-" + UUID.randomUUID().toString().substring(0, 8);
        stage.play("event", "publish", EVENT_TYPE, "--data", "{\"name\":\"" + name + "\"}", "--wait");
        JsonNode job = Poll.until(
                () -> jobFor(session, name),
                JsonNode::isObject,
                nothing -> "waiting for the reaction to start a job",
                PATIENCE,
                session.progress());
        stage.tell("Reaction " + REACTION + " started job " + job.path("id").asText() + ".");
        stage.playOnce("job", "logs", "-f", job.path("id").asText());
        JsonNode finished = session.api().get(Call.to("jobs", job.path("id").asText()));
        stage.expect(
                finished.path("outputs").toString().contains(name),
                "the job to have the " + name + " in its outputs",
                finished.path("outputs"));
        stage.tell("The job had the event: it greeted " + name + ".");
    }

    private static void showOutputs(Stage stage, JsonNode job, String name) {
        JsonNode outputs = job.path("outputs");
        stage.expect(outputs.toString().contains(name), "outputs that name " + name, outputs);
        stage.tell("Outputs of job " + job.path("id").asText() + ":");
        outputs.properties()
                .forEach(output -> stage.tell("  " + output.getKey() + " = " + Cells.text(output.getValue())));
    }

    private static JsonNode newest(Session session) {
        return session.api()
                .list(Call.to("jobs").with("project", session.project()).with("template", TEMPLATE), 1)
                .getFirst();
    }

    private static JsonNode jobFor(Session session, String name) {
        return session
                .api()
                .list(Call.to("jobs").with("project", session.project()).with("template", TEMPLATE), 20)
                .stream()
                .filter(job -> job.at("/parameters/name").asText().equals(name))
                .findFirst()
                .orElseGet(() -> Json.object().nullNode());
    }

    private void epilogue(Session session, Stage stage, Duration took) {
        var out = session.output().out();
        out.println();
        out.println(session.output()
                .style()
                .strong("That was the whole way, in " + Cells.preciseDuration(took) + ". Again, by hand:"));
        stage.played().forEach(command -> out.println("  " + command));
        out.println();
        out.println(
                down
                        ? "The stack is stopped; its data stay in "
                                + session.surroundings().dataFolder() + "."
                        : "The stack is still up. Look around: ./outrider job list    Stop it: ./outrider down");
        out.flush();
    }

    /** Short when the demo is run from the project's own folder. */
    private static Path shown(Path path) {
        Path here = Path.of("").toAbsolutePath();
        return path.startsWith(here) && Files.exists(path) ? here.relativize(path) : path;
    }
}
