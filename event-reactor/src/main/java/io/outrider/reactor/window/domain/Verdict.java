package io.outrider.reactor.window.domain;

import java.time.Instant;

/** What the decision log says about an event. */
public sealed interface Verdict {

    /** Its window fires with it. */
    record Fired() implements Verdict {}

    /**
     * Its window is open.
     *
     * @param until what is waited for comes until then, or the wait ends otherwise
     */
    record Waiting(Limit limit, String reason, Instant until) implements Verdict {}

    /**
     * Nothing follows from it.
     *
     * @param until events are treated so until then
     */
    record Suppressed(Limit limit, String reason, Instant until) implements Verdict {}

    /** The condition does not hold; the event stays counted. */
    record NotMatched(String reason) implements Verdict {}

    /** The condition failed; the event stays counted. */
    record Failed(String reason) implements Verdict {}

    /** It closed the open window. */
    record Resolved() implements Verdict {}

    /** No line: the input was no event, or an event without consequence. */
    record Silent() implements Verdict {}
}
