package io.outrider.cli.reaction;

import com.fasterxml.jackson.databind.JsonNode;
import io.outrider.cli.output.Cells;
import io.outrider.cli.output.Column;
import io.outrider.cli.output.Output;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** An explanation of a reaction, for people: what is so at all, then tables of windows, running jobs and decisions. */
final class Explanation {
    private final Output output;
    private final Instant now;
    private final List<String> lines = new ArrayList<>();

    Explanation(Output output, Instant now) {
        this.output = output;
        this.now = now;
    }

    List<String> lines(JsonNode reaction) {
        lines.addAll(output.fieldLines(
                reaction,
                List.of(
                        new Column(
                                "reaction",
                                found -> Cells.text(found.path("name")) + " v" + Cells.text(found.path("version"))),
                        new Column("state", this::state),
                        new Column("budget", found -> budget(found.path("budget"))),
                        new Column("all reactions", found -> budget(found.path("globalBudget"))),
                        new Column("last window", found -> lastFiring(found.path("lastFiring"))))));
        JsonNode groups = reaction.path("groups");
        section("groups", reaction.path("groupCount").asLong(groups.size()), groups, groupColumns());
        JsonNode running = reaction.path("runningJobs");
        section("running jobs", reaction.path("running").asLong(running.size()), running, jobColumns());
        section(
                "last decisions" + outcomes(reaction.path("outcomes")),
                -1,
                reaction.path("decisions"),
                decisionColumns());
        JsonNode passed = reaction.path("passedOver");
        if (!passed.isEmpty()) {
            section("passed over lately", -1, passed, passedColumns());
        }
        return lines;
    }

    private String state(JsonNode reaction) {
        if (!reaction.path("enabled").asBoolean(true)) {
            return "DISABLED";
        }
        JsonNode paused = reaction.path("paused");
        if (paused.isMissingNode()) {
            return "ACTIVE";
        }
        String reason = Cells.text(paused.path("reason"));
        return Cells.words(
                        output.style().busy("PAUSED"),
                        scope(paused),
                        "by",
                        Cells.text(paused.path("by")),
                        Cells.moment(paused.path("at"), now))
                + (reason.isEmpty() ? "" : ": " + reason);
    }

    private static String scope(JsonNode pause) {
        if (pause.path("everywhere").asBoolean()) {
            return "(all reactions of all projects)";
        }
        return pause.path("all").asBoolean() ? "(all reactions)" : "";
    }

    private String budget(JsonNode budget) {
        if (budget.isMissingNode()) {
            return "";
        }
        String end = Cells.moment(budget.path("until"), now);
        return Cells.words(
                Cells.text(budget.path("used")),
                "of",
                Cells.text(budget.path("jobs")),
                "jobs per",
                Cells.text(budget.path("per")),
                "used",
                end.isEmpty() ? "" : "until " + end);
    }

    private String lastFiring(JsonNode firing) {
        if (firing.isMissingNode()) {
            return "";
        }
        String reason = Cells.text(firing.path("reason"));
        return Cells.words(
                        output.style().status(Cells.text(firing.path("outcome"))),
                        Cells.moment(firing.path("at"), now),
                        Cells.text(firing.path("group")).isEmpty() ? "" : "[" + Cells.text(firing.path("group")) + "]",
                        "with",
                        Cells.count(firing.path("occurrences").asLong(), "occurrence", "occurrences"),
                        firing.path("jobs").isEmpty() ? "" : "job " + Firings.jobs(firing.path("jobs")))
                + (reason.isEmpty() ? "" : ": " + reason);
    }

    /** How often it decided how, lately. */
    private static String outcomes(JsonNode counts) {
        return counts.isEmpty()
                ? ""
                : counts.properties().stream()
                        .map(count -> Cells.text(count.getValue()) + " " + count.getKey())
                        .collect(Collectors.joining(", ", " (", ")"));
    }

    private void section(String title, long count, JsonNode items, List<Column> columns) {
        List<JsonNode> shown = items.valueStream().toList();
        lines.add("");
        String heading = output.style().strong(title);
        if (shown.isEmpty()) {
            lines.add(heading + ": none");
            return;
        }
        lines.add(heading + (count > shown.size() ? " (" + shown.size() + " of " + count + ")" : ""));
        output.tableLines(shown, columns).forEach(line -> lines.add("  " + line));
    }

    private List<Column> groupColumns() {
        return List.of(
                Column.at("GROUP", "/group"),
                Column.at("WAITS FOR", "/cause"),
                Column.at("COUNT", "/occurrences"),
                new Column("UNTIL", window -> Cells.moment(window.path("until"), now)),
                Column.at("MISSING", "/reason"),
                new Column("LAST FIRED", group -> Cells.moment(group.path("lastFired"), now)),
                new Column("RUNNING", group -> Cells.joined(group.path("runningJobs"))));
    }

    private List<Column> jobColumns() {
        return List.of(
                Column.at("JOB", "/id"),
                Column.at("GROUP", "/group"),
                new Column("STARTED", job -> Cells.moment(job.path("at"), now)));
    }

    private static List<Column> passedColumns() {
        return List.of(
                Column.at("EVENT", "/event/id"),
                Column.at("TYPE", "/event/type"),
                Column.at("VERSION", "/version"),
                Column.at("REASON", "/reason"));
    }

    private List<Column> decisionColumns() {
        return List.of(
                new Column("AT", decision -> Cells.moment(decision.path("at"), now)),
                Column.at("OUTCOME", "/outcome"),
                Column.at("CAUSE", "/cause"),
                Column.at("GROUP", "/group"),
                Column.at("EVENT", "/event/id"),
                new Column("UNTIL", decision -> Cells.moment(decision.path("until"), now)),
                Column.at("REASON", "/reason"));
    }
}
