package io.outrider.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Prints figures as they come: rows of a table, or one JSON object a line. */
final class Printer {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ROW = "%-9s %-38s %7s %7s %12s %9s %9s %9s %8s%n";

    private final PrintStream out;
    private final boolean json;
    private boolean headed;

    Printer(PrintStream out, boolean json) {
        this.out = out;
        this.json = json;
    }

    void print(Figure figure) {
        if (json) {
            out.println(toJson(figure));
            return;
        }
        if (!headed) {
            out.printf(ROW, "bench", "case", "agents", "n", "per s", "p50 ms", "p99 ms", "max ms", "RSS MiB");
            headed = true;
        }
        out.printf(
                ROW,
                figure.bench(),
                figure.name(),
                text(figure.agents()),
                text(figure.n()),
                text(figure.throughputPerS()),
                text(figure.p50Ms()),
                text(figure.p99Ms()),
                text(figure.maxMs()),
                text(figure.rssMb()));
    }

    private static String toJson(Figure figure) {
        try {
            return JSON.writeValueAsString(figure);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Expected to write " + figure, e);
        }
    }

    private static String text(@Nullable Number value) {
        if (value == null) {
            return "-";
        }
        return value instanceof Double real ? String.format(Locale.ROOT, "%.1f", real) : value.toString();
    }
}
