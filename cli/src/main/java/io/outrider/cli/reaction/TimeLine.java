package io.outrider.cli.reaction;

import com.fasterxml.jackson.databind.JsonNode;
import io.outrider.cli.event.JobLine;
import io.outrider.cli.output.Cells;
import io.outrider.cli.output.Column;
import io.outrider.cli.output.Output;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What a reaction would have done, in the order of time. */
final class TimeLine {
    private static final List<Column> COLUMNS = List.of(
            Column.at("AT", "/at"),
            Column.at("OUTCOME", "/outcome"),
            Column.at("CAUSE", "/cause"),
            Column.at("GROUP", "/group"),
            Column.at("COUNT", "/occurrences"),
            Column.at("EVENT", "/event/id"),
            new Column("WOULD START", TimeLine::jobs),
            Column.at("REASON", "/reason"));

    private final Output output;

    TimeLine(Output output) {
        this.output = output;
    }

    List<String> lines(JsonNode run) {
        List<String> lines = new ArrayList<>();
        List<JsonNode> firings = run.path("firings").valueStream().toList();
        if (!firings.isEmpty()) {
            lines.addAll(output.tableLines(firings, COLUMNS));
            lines.add("");
        }
        lines.add(Cells.text(run.path("reaction")) + " since " + Cells.text(run.path("since")) + ": "
                + Cells.count(run.at("/events/read").asLong(), "event", "events") + " of its types, "
                + run.at("/events/matched").asLong() + " for this reaction"
                + decisions(run.path("decisions")));
        if (run.has("open") && run.path("open").asLong() > 0) {
            lines.add(Cells.count(run.path("open").asLong(), "window is", "windows are") + " still open at the end");
        }
        return lines;
    }

    private static String decisions(JsonNode counts) {
        return counts.isEmpty()
                ? ""
                : counts.properties().stream()
                        .map(count -> Cells.text(count.getValue()) + " " + count.getKey())
                        .collect(Collectors.joining(", ", " (", ")"));
    }

    private static String jobs(JsonNode firing) {
        return firing.path("jobs").valueStream().map(JobLine::of).collect(Collectors.joining("; "));
    }
}
