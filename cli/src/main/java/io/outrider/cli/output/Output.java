package io.outrider.cli.output;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.PrintWriter;
import java.util.List;

/**
 * Prints data to standard output and remarks to standard error, so that data can always be piped.
 *
 * @param quiet only ids of data, and no remarks
 */
public record Output(PrintWriter out, PrintWriter err, Format format, Style style, boolean quiet) {

    /** Prints a list; quiet mode prints the first column alone. */
    public void list(List<JsonNode> items, List<Column> columns) {
        if (quiet) {
            items.forEach(item -> out.println(columns.getFirst().text().apply(item)));
        } else if (format == Format.TABLE) {
            table(items, columns);
        } else {
            ArrayNode array = Json.object().arrayNode().addAll(items);
            out.println(encoded(array));
        }
        out.flush();
    }

    /** Prints one resource: its fields below one another, or as it came; quiet mode prints the first field alone. */
    public void one(JsonNode item, List<Column> fields) {
        if (quiet) {
            out.println(fields.getFirst().text().apply(item));
        } else if (format == Format.TABLE) {
            fields(item, fields);
        } else {
            out.println(encoded(item));
        }
        out.flush();
    }

    /** Text that is the data itself, such as a log or an id. */
    public void text(String text) {
        out.print(text);
        out.flush();
    }

    /** A sentence for a person: on standard error, left out in quiet mode. */
    public void remark(String sentence) {
        if (!quiet) {
            err.println(sentence);
            err.flush();
        }
    }

    /** Whether data is printed for programs. */
    public boolean structured() {
        return format != Format.TABLE;
    }

    private void table(List<JsonNode> items, List<Column> columns) {
        if (items.isEmpty()) {
            remark("none");
            return;
        }
        new Table(columns, style).lines(items).forEach(out::println);
    }

    private void fields(JsonNode item, List<Column> fields) {
        List<Column> known = fields.stream()
                .filter(field -> !field.text().apply(item).isEmpty())
                .toList();
        int width =
                known.stream().mapToInt(field -> field.heading().length()).max().orElse(0) + 2;
        for (Column field : known) {
            String text = style.status(field.text().apply(item)).replace("\n", "\n" + " ".repeat(width));
            out.println(style.faint(field.heading())
                    + " ".repeat(width - field.heading().length())
                    + text);
        }
    }

    private String encoded(JsonNode node) {
        return format == Format.JSON ? Json.pretty(node) : Json.yaml(node);
    }
}
