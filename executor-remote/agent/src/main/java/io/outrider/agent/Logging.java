package io.outrider.agent;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.Locale;
import java.util.logging.ConsoleHandler;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** One line per message on stderr: time, level, message with its fixed keys. OUTRIDER_LOG_LEVEL=FINE shows more. */
final class Logging {

    private static final Logger OWN = Logger.getLogger("io.outrider");

    private Logging() {}

    static void configure() {
        Logger root = Logger.getLogger("");
        for (var handler : root.getHandlers()) {
            root.removeHandler(handler);
        }
        ConsoleHandler console = new ConsoleHandler();
        console.setLevel(Level.ALL);
        console.setFormatter(new OneLine());
        root.addHandler(console);
        root.setLevel(Level.WARNING);
        OWN.setLevel(level());
    }

    private static Level level() {
        try {
            return Level.parse(
                    System.getenv().getOrDefault("OUTRIDER_LOG_LEVEL", "INFO").toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            return Level.INFO;
        }
    }

    private static final class OneLine extends Formatter {

        @Override
        public String format(LogRecord record) {
            StringWriter text = new StringWriter();
            text.append(Instant.ofEpochMilli(record.getMillis()).toString())
                    .append(' ')
                    .append(record.getLevel().getName())
                    .append(' ')
                    .append(formatMessage(record))
                    .append('\n');
            if (record.getThrown() != null) {
                record.getThrown().printStackTrace(new PrintWriter(text));
            }
            return text.toString();
        }
    }
}
