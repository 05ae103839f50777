package io.outrider.cli;

import java.util.List;

/** A command that ends with an exit code, one readable line, and perhaps a line per field and what to do about it. */
public class CommandException extends RuntimeException {
    private final int exitCode;
    private final List<String> details;

    public CommandException(int exitCode, String message) {
        this(exitCode, message, List.of());
    }

    public CommandException(int exitCode, String message, List<String> details) {
        super(message);
        this.exitCode = exitCode;
        this.details = List.copyOf(details);
    }

    public static CommandException usage(String message) {
        return new CommandException(ExitCode.USAGE, message);
    }

    public final int exitCode() {
        return exitCode;
    }

    /** Further lines to show below the message, each complete in itself. */
    public final List<String> details() {
        return details;
    }
}
