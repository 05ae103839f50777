package io.outrider.cli.output;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Lays items out in columns, two spaces apart, with headings; no trailing blanks. */
final class Table {
    private static final int GAP = 2;

    private final List<Column> columns;
    private final Style style;

    Table(List<Column> columns, Style style) {
        this.columns = columns;
        this.style = style;
    }

    List<String> lines(List<JsonNode> items) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(columns.stream().map(Column::heading).toList());
        items.forEach(item -> rows.add(row(item)));
        int[] widths = widths(rows);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            lines.add(line(rows.get(i), widths, i == 0));
        }
        return lines;
    }

    private List<String> row(JsonNode item) {
        return columns.stream()
                .map(column -> column.text().apply(item).replaceAll("\\s+", " "))
                .map(text -> text.isBlank() ? "-" : text)
                .toList();
    }

    private int[] widths(List<List<String>> rows) {
        int[] widths = new int[columns.size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        return widths;
    }

    private String line(List<String> row, int[] widths, boolean heading) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String text = row.get(i);
            line.append(heading ? style.faint(text) : style.status(text));
            if (i < widths.length - 1) {
                line.append(" ".repeat(widths[i] - text.length() + GAP));
            }
        }
        return line.toString();
    }
}
