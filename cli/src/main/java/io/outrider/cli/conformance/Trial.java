package io.outrider.cli.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.outrider.cli.CommandException;
import io.outrider.cli.ExitCode;
import io.outrider.cli.Session;
import io.outrider.cli.connection.Call;
import io.outrider.cli.job.Jobs;
import io.outrider.cli.output.Json;
import io.outrider.cli.stream.Poll;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** One job of the conformance template on the node. */
final class Trial {

    private static final Duration LONGEST_START = Duration.ofMinutes(5);
    /** More than a script of a second takes on the slowest node, with its image fetched first. */
    private static final Duration LONGEST_JOB = Duration.ofMinutes(10);
    /** The template writes less than 10 KiB; more is none of its doing. */
    private static final int MOST_LOG_BYTES = 1024 * 1024;

    private final Session session;
    private final String id;

    private Trial(Session session, String id) {
        this.session = session;
        this.id = id;
    }

    static Trial start(
            Session session, String template, String node, String method, ObjectNode parameters, String timeout) {
        ObjectNode request = Json.object()
                .put("project", session.project())
                .put("template", template)
                .put("method", method)
                .put("timeout", timeout);
        request.set("parameters", parameters);
        request.putObject("target").put("node", node);
        JsonNode job = session.api().post(Call.to("jobs"), request).body();
        return new Trial(session, job.path("id").asText());
    }

    /** Waits until the script says that it waits, then cancels the job. Does nothing for a job that ends before. */
    void cancelOnceRunning() {
        Poll.until(
                () -> Json.object().put("there", Jobs.over(Jobs.get(session, id)) || log().contains("waiting")),
                found -> found.path("there").asBoolean(),
                found -> "waiting for the job " + id + " to start",
                LONGEST_START,
                session.progress());
        try {
            session.api().post(Call.to("jobs", id, "cancel"), Json.object());
        } catch (CommandException over) {
            if (over.exitCode() != ExitCode.REFUSED) {
                throw over;
            }
        }
    }

    JsonNode await() {
        return Jobs.await(session, id, LONGEST_JOB);
    }

    /** The log so far. */
    String log() {
        return text(Call.to("jobs", id, "logs").header("Accept", "text/plain"));
    }

    /** A file that the task kept; empty if there is none. */
    String artifact(JsonNode job, String name) {
        String task = job.at("/tasks/0/id").asText();
        try {
            return text(Call.to("jobs", id, "artifacts", task, name).header("Accept", "*/*"));
        } catch (CommandException missing) {
            return "";
        }
    }

    private String text(Call call) {
        try (InputStream in = session.api().open(call)) {
            return new String(in.readNBytes(MOST_LOG_BYTES), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new CommandException(
                    ExitCode.UNREACHABLE, "Expected the whole of " + call + ", but: " + e.getMessage());
        }
    }
}
