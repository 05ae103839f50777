package io.outrider.build.queue.domain;

/** The answer to a command. */
public sealed interface BuildDecision {

    /** This happens. */
    record Accepted(BuildChange change) implements BuildDecision {}

    /** Nothing happens, for this reason. */
    record Refused(String reason) implements BuildDecision {}
}
