package io.outrider.cli;

/** Exit codes of every command; documented in docs/cli.md and stable. */
public final class ExitCode {
    public static final int OK = 0;
    /** The job or the build that was waited for failed or was cancelled. */
    public static final int FAILED = 1;

    public static final int USAGE = 2;
    public static final int NOT_FOUND = 3;
    /** The server understood and refused: invalid, in conflict, or not allowed. */
    public static final int REFUSED = 4;
    /** No server answered, or it failed. */
    public static final int UNREACHABLE = 5;

    public static final int TIMEOUT = 6;
    public static final int INTERRUPTED = 130;

    private ExitCode() {}
}
