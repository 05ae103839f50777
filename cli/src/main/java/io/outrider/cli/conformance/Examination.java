package io.outrider.cli.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.outrider.cli.Session;
import io.outrider.cli.output.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Runs every method of the template on a node, side by side, and looks at what comes back. */
final class Examination {

    private static final String NORMAL_TIMEOUT = "5m";
    private static final String SHORT_TIMEOUT = "3s";
    private static final int LOG_LINES = 300;
    private static final int EXIT_CODE = 7;

    private final Session session;
    private final String template;
    private final String node;
    private final String marker = "m-" + UUID.randomUUID();
    private final String word = "w-" + UUID.randomUUID();
    private final List<Check> checks = new ArrayList<>();

    Examination(Session session, String template, String node) {
        this.session = session;
        this.template = template;
        this.node = node;
    }

    List<Check> run() {
        Trial inside = start("run", NORMAL_TIMEOUT);
        Trial failing = start("fail", NORMAL_TIMEOUT);
        Trial lingering = start("linger", NORMAL_TIMEOUT);
        Trial stubborn = start("stubborn", NORMAL_TIMEOUT);
        Trial overdue = start("linger", SHORT_TIMEOUT);
        lingering.cancelOnceRunning();
        stubborn.cancelOnceRunning();
        fromInside(inside);
        failure(failing);
        cancelled("cancel-term", "SIGTERM at first when a job is cancelled", lingering, "asked to end");
        cancelled("cancel-kill", "SIGKILL after the grace period", stubborn, "not willing");
        overdue(overdue);
        return List.copyOf(checks);
    }

    private Trial start(String method, String timeout) {
        ObjectNode parameters =
                Json.object().put("marker", marker).put("word", word).put("node", node);
        return Trial.start(session, template, node, method, parameters, timeout);
    }

    private void fromInside(Trial trial) {
        JsonNode job = trial.await();
        JsonNode rows = job.at("/outputs/checks");
        rows.forEach(row -> checks.add(Check.reported(row)));
        check("outputs-kept", rows.size() > 0, "outputs.json as the job's outputs", told(job));
        String kept = trial.artifact(job, "conformance.txt");
        check(
                "artifacts-kept",
                kept.equals("marker " + marker + "\n"),
                "the file that was left in artifacts",
                "it is '" + kept + "'");
        String log = trial.log();
        String lines = IntStream.rangeClosed(1, LOG_LINES)
                .mapToObj(number -> "line " + number + " of " + LOG_LINES + "\n")
                .collect(Collectors.joining());
        check("log-complete", log.contains(lines), "the log whole and in order", "it has " + log.length() + " bytes");
        check(
                "log-redacted",
                log.contains("the word is ") && !log.contains(word),
                "no sensitive parameter in the log",
                "it is there, or the log is not");
    }

    private void failure(Trial trial) {
        JsonNode job = trial.await();
        JsonNode task = job.at("/tasks/0");
        boolean code = "FAILED".equals(task.path("status").asText())
                && task.path("exitCode").asInt() == EXIT_CODE;
        check("exit-code", code, "exit code " + EXIT_CODE + " to fail the job and to be told", told(job));
        String reason = task.path("reason").asText("") + job.path("reason").asText("");
        check(
                "failure-reason",
                reason.contains("this line says why"),
                "the last lines of the log as the reason",
                "it is '" + reason + "'");
    }

    private void cancelled(String id, String expected, Trial trial, String trace) {
        JsonNode job = trial.await();
        boolean held =
                "CANCELLED".equals(job.path("status").asText()) && trial.log().contains(trace);
        check(id, held, expected, told(job));
    }

    private void overdue(Trial trial) {
        JsonNode job = trial.await();
        boolean held = "TIMED_OUT".equals(job.at("/tasks/0/status").asText())
                && trial.log().contains("asked to end");
        check("timeout", held, "SIGTERM at first when the time is over", told(job));
    }

    private void check(String id, boolean held, String expected, String found) {
        checks.add(Check.of(id, held, expected, found));
    }

    private static String told(JsonNode job) {
        JsonNode task = job.at("/tasks/0");
        return "job " + job.path("id").asText() + " is " + job.path("status").asText() + ", its task "
                + task.path("status").asText("not there")
                + (task.has("exitCode")
                        ? " with exit code " + task.path("exitCode").asText()
                        : "")
                + (task.has("reason") ? ": " + task.path("reason").asText() : "");
    }
}
