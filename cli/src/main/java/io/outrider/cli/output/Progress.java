package io.outrider.cli.output;

import java.io.PrintWriter;

/**
 * One line on a terminal that tells what is being waited for; prints nothing where nobody watches. Always closed
 * before other output, so that it never mixes with data.
 */
public final class Progress implements AutoCloseable {
    private static final String[] FRAMES = {"⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"};

    private final PrintWriter err;
    private final boolean shown;
    private int frame;

    public Progress(PrintWriter err, boolean shown) {
        this.err = err;
        this.shown = shown;
    }

    /** Replaces the line; call it several times a second while waiting. */
    public void tell(String what) {
        if (shown) {
            err.print("\r\u001b[K" + FRAMES[frame++ % FRAMES.length] + " " + what);
            err.flush();
        }
    }

    @Override
    public void close() {
        if (shown) {
            err.print("\r\u001b[K");
            err.flush();
        }
    }
}
