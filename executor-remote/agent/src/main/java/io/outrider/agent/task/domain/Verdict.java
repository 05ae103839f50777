package io.outrider.agent.task.domain;

import io.outrider.agent.runtime.domain.Exit;
import io.outrider.protocol.ReportStatus;
import org.jspecify.annotations.Nullable;

/**
 * How a task ended.
 *
 * @param exitCode null if it is unknown or there was none
 * @param reason null if it succeeded
 */
public record Verdict(
        ReportStatus status,
        @Nullable Integer exitCode,
        @Nullable String reason) {

    // What a report carries, with some room.
    private static final int MAX_REASON = 8_000;

    /**
     * Decides from the end of the process.
     *
     * @param lastLines of the log, already redacted
     */
    public static Verdict of(Exit exit, @Nullable Stop stop, String lastLines) {
        Integer code = exit instanceof Exit.Code ended ? Integer.valueOf(ended.code()) : null;
        if (stop != null) {
            return new Verdict(stop.status(), code, stop.reason());
        }
        return switch (exit) {
            case Exit.Code(int zero) when zero == 0 -> new Verdict(ReportStatus.SUCCEEDED, 0, null);
            case Exit.Code(int other) ->
                new Verdict(ReportStatus.FAILED, other, reason("Exit code " + other + signal(other), lastLines));
            case Exit.Unknown(String why) -> new Verdict(ReportStatus.FAILED, null, reason(why, lastLines));
        };
    }

    /** The task cannot run here and was never started. */
    public static Verdict refused(String reason) {
        return new Verdict(ReportStatus.REFUSED, null, clipped(reason));
    }

    /** It ended well, but what it left breaks the contract. */
    public Verdict broken(String problem) {
        return new Verdict(ReportStatus.FAILED, exitCode, clipped(problem));
    }

    private static String reason(String what, String lastLines) {
        return clipped(lastLines.isBlank() ? what : what + ". Last lines of the log:\n" + lastLines);
    }

    private static String signal(int code) {
        return switch (code) {
            case 126 -> " (the command cannot be executed)";
            case 127 -> " (the command was not found)";
            case 137 -> " (killed, perhaps for lack of memory)";
            case 139 -> " (segmentation fault)";
            case 143 -> " (terminated)";
            default -> "";
        };
    }

    private static String clipped(String text) {
        return text.length() <= MAX_REASON ? text : text.substring(0, MAX_REASON);
    }
}
