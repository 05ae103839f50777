package io.outrider.stack.process;

import java.io.Serial;
import java.nio.file.Path;
import java.util.List;

/** A component did not come up; the message says why and ends with the last lines of its log. */
public final class ComponentFailed extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private static final int SHOWN_LINES = 15;

    private final String component;

    public ComponentFailed(String component, String reason, Path log) {
        super(component + ": " + reason + tail(log));
        this.component = component;
    }

    public String component() {
        return component;
    }

    private static String tail(Path log) {
        List<String> lines = LogTail.lastLines(log, SHOWN_LINES);
        if (lines.isEmpty()) {
            return "; its log " + log + " is empty";
        }
        return "; the last lines of " + log + ":\n  " + String.join("\n  ", lines);
    }
}
