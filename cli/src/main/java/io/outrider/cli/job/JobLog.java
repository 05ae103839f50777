package io.outrider.cli.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.outrider.cli.output.Json;
import io.outrider.cli.output.Style;
import io.outrider.cli.stream.ServerEvent;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Prints a job's log as it comes. With one node the text is passed on as it is; as soon as there are several, whole
 * lines are printed with the node's name before each.
 */
final class JobLog {
    private final PrintWriter out;
    private final Style style;
    private final Map<String, StringBuilder> unfinished = new LinkedHashMap<>();
    private boolean several;
    private boolean midLine;

    JobLog(PrintWriter out, Style style, boolean several) {
        this.out = out;
        this.style = style;
        this.several = several;
    }

    void take(ServerEvent event) {
        JsonNode chunk = parsed(event.data());
        String node = chunk.path("node").asText("");
        StringBuilder buffer = unfinished.computeIfAbsent(node, name -> new StringBuilder());
        if (unfinished.size() > 1 && !several) {
            several = true;
            endLine();
        }
        String text = chunk.path("text").asText("");
        if (several) {
            buffer.append(text);
            printLines(node, buffer);
        } else {
            out.print(text);
            midLine = text.isEmpty() ? midLine : !text.endsWith("\n");
        }
        out.flush();
    }

    /** Prints what is left without a line end, so that what follows starts on a line of its own. */
    void finish() {
        unfinished.forEach((node, rest) -> {
            if (!rest.isEmpty()) {
                printLine(node, rest.toString());
            }
        });
        endLine();
        out.flush();
    }

    private void printLines(String node, StringBuilder buffer) {
        int start = 0;
        for (int end = buffer.indexOf("\n"); end >= 0; end = buffer.indexOf("\n", start)) {
            printLine(node, buffer.substring(start, end));
            start = end + 1;
        }
        buffer.delete(0, start);
    }

    private void printLine(String node, String line) {
        out.println(style.faint("[" + node + "]") + " " + line);
    }

    private void endLine() {
        if (midLine) {
            out.println();
            midLine = false;
        }
    }

    private static JsonNode parsed(String data) {
        try {
            return Json.parse(data);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Expected a log chunk as JSON, but got '" + data + "'", e);
        }
    }
}
