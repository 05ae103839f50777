package io.outrider.cli.stream;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.Optional;
import java.util.StringJoiner;

/** Reads the event-stream format of the HTML standard (9.2.6); comments and unknown fields are skipped. */
final class EventParser {
    private final BufferedReader reader;

    EventParser(BufferedReader reader) {
        this.reader = reader;
    }

    /** The next complete event; empty at the end of the stream, where an unfinished event is dropped. */
    Optional<ServerEvent> next() throws IOException {
        Unfinished event = new Unfinished();
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            if (!line.isEmpty()) {
                event.take(line);
            } else if (event.hasData()) {
                return Optional.of(event.finish());
            } else {
                event = new Unfinished();
            }
        }
        return Optional.empty();
    }

    private static final class Unfinished {
        private String id = "";
        private String type = "message";
        private final StringJoiner data = new StringJoiner("\n");

        void take(String line) {
            int colon = line.indexOf(':');
            String field = colon < 0 ? line : line.substring(0, colon);
            String rest = colon < 0 ? "" : line.substring(colon + 1);
            String value = rest.startsWith(" ") ? rest.substring(1) : rest;
            switch (field) {
                case "id" -> id = value;
                case "event" -> type = value;
                case "data" -> data.add(value);
                default -> {
                    // A comment (no field name) or a field of a later version.
                }
            }
        }

        boolean hasData() {
            return data.length() > 0 || !"message".equals(type);
        }

        ServerEvent finish() {
            return new ServerEvent(id, type, data.toString());
        }
    }
}
