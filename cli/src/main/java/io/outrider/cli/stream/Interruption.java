package io.outrider.cli.stream;

import java.io.PrintWriter;
import java.util.List;
import java.util.function.Supplier;

/**
 * Makes Ctrl-C tell how to go on watching before the process ends with 130. What is being watched goes on by itself:
 * leaving never cancels it.
 */
public final class Interruption {
    private final PrintWriter err;
    private final List<String> lines;

    public Interruption(PrintWriter err, String... lines) {
        this.err = err;
        this.lines = List.of(lines);
    }

    /** Does the work; only while it lasts are the lines told. */
    public <T> T during(Supplier<T> work) {
        Thread hook = new Thread(this::tell);
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            return work.get();
        } finally {
            remove(hook);
        }
    }

    private void tell() {
        err.println();
        lines.forEach(err::println);
        err.flush();
    }

    private static void remove(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyEnding) {
            // Ctrl-C came at this moment; the hook runs.
        }
    }
}
