package io.outrider.gateway.attempt.domain;

import org.jspecify.annotations.Nullable;

/** What the one who sent a command is told. */
public sealed interface Answer {

    /** It is so, now or since before. */
    record Done() implements Answer {}

    /** It changed nothing, and the sender need not know why. */
    record Ignored() implements Answer {}

    /** It is not the sender's any more: stop the work. */
    record Gone() implements Answer {}

    /** The offer cannot be had. */
    record Refused(String reason) implements Answer {}

    /**
     * It is the sender's, for a whole lease from now on.
     *
     * @param cancelReason why it has to stop; null unless it has to
     */
    record Leased(@Nullable String cancelReason) implements Answer {}
}
