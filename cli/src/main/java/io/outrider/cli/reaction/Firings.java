package io.outrider.cli.reaction;

import com.fasterxml.jackson.databind.JsonNode;
import io.outrider.cli.Session;
import io.outrider.cli.output.Cells;
import io.outrider.cli.output.Column;
import java.util.List;
import java.util.stream.Collectors;

/** Windows that ended, as a table. */
final class Firings {
    private Firings() {}

    static List<Column> columns(Session session) {
        return List.of(
                Column.at("FIRING", "/id"),
                new Column("AT", firing -> Cells.moment(firing.path("at"), session.now())),
                Column.at("OUTCOME", "/outcome"),
                Column.at("CAUSE", "/cause"),
                Column.at("GROUP", "/group"),
                Column.at("COUNT", "/occurrences"),
                new Column("EVENT", firing -> Cells.text(firing.at("/event/id"))),
                new Column("JOBS", firing -> jobs(firing.path("jobs"))),
                Column.at("REASON", "/reason"));
    }

    /** Jobs with their state: {@code 5d5… SUCCEEDED}. */
    static String jobs(JsonNode jobs) {
        return jobs.valueStream()
                .map(job -> Cells.words(Cells.text(job.path("id")), Cells.text(job.path("status"))))
                .collect(Collectors.joining(", "));
    }
}
