package io.outrider.cli.output;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Function;

/** One column of a table: its heading, and its text for an item. An empty text is shown as a dash. */
public record Column(String heading, Function<JsonNode, String> text) {
    /** The value at a JSON pointer, as text. */
    public static Column at(String heading, String pointer) {
        return new Column(heading, item -> Cells.text(item.at(pointer)));
    }
}
