package io.outrider.protocol;

/**
 * Stop a task: SIGTERM, the grace period, SIGKILL; then report CANCELLED. Repeated until the report has come.
 *
 * @param ref the task
 * @param graceSeconds between SIGTERM and SIGKILL
 * @param reason for people
 */
public record Cancel(TaskRef ref, int graceSeconds, String reason) {

    public Cancel {
        Expect.present("ref", ref);
        Expect.that(graceSeconds >= 0, "graceSeconds", "0 or more", graceSeconds);
        reason = reason == null ? "" : reason;
    }
}
