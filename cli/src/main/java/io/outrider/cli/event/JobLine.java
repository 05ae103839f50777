package io.outrider.cli.event;

import com.fasterxml.jackson.databind.JsonNode;
import io.outrider.cli.output.Cells;

/** One line about a job that a reaction would start. */
public final class JobLine {
    private JobLine() {}

    /** {@code clean-disk@1.0 run on instance=web-1 {"path":"/var"}}. */
    public static String of(JsonNode order) {
        String version = Cells.text(order.path("version"));
        String target = Cells.text(order.has("node") ? order.path("node") : order.path("targets"));
        return Cells.words(
                Cells.text(order.path("template")) + (version.isEmpty() ? "" : "@" + version),
                Cells.text(order.path("method")),
                target.isEmpty() ? "" : (order.path("all").asBoolean() ? "on all of " : "on ") + target,
                order.path("parameters").isEmpty()
                        ? ""
                        : order.path("parameters").toString());
    }
}
