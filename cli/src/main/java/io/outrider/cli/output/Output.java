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
            fieldLines(item, fields).forEach(out::println);
        } else {
            out.println(encoded(item));
        }
        out.flush();
    }

    /** Prints one resource as a person reads it best; for programs as it came, in quiet mode its id alone. */
    public void told(JsonNode item, String id, Iterable<String> lines) {
        if (quiet) {
            out.println(id);
        } else if (format == Format.TABLE) {
            lines.forEach(out::println);
        } else {
            out.println(encoded(item));
        }
        out.flush();
    }

    /** Lines of a table, for use within other text. */
    public List<String> tableLines(List<JsonNode> items, List<Column> columns) {
        return new Table(columns, style).lines(items);
    }

    /** Lines of fields below one another, those without a value left out. */
    public List<String> fieldLines(JsonNode item, List<Column> fields) {
        List<Column> known = fields.stream()
                .filter(field -> !field.text().apply(item).isEmpty())
                .toList();
        int width =
                known.stream().mapToInt(field -> field.heading().length()).max().orElse(0) + 2;
        return known.stream()
                .map(field -> style.faint(field.heading())
                        + " ".repeat(width - field.heading().length())
                        + style.status(field.text().apply(item)).replace("\n", "\n" + " ".repeat(width)))
                .toList();
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

    private String encoded(JsonNode node) {
        return format == Format.JSON ? Json.pretty(node) : Json.yaml(node);
    }
}
