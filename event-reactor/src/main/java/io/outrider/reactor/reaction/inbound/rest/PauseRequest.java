package io.outrider.reactor.reaction.inbound.rest;

import io.outrider.rest.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * Why reactions are paused.
 *
 * @param reason for people; may be missing
 */
public record PauseRequest(@Nullable String reason) {

    private static final int MAX_REASON = 500;

    /** Returns the reason, checked. */
    @Nullable
    String checked() {
        if (reason != null && (reason.length() > MAX_REASON || reason.indexOf('\0') >= 0)) {
            throw ProblemException.invalid(
                    "reason", "Expected at most " + MAX_REASON + " characters without NUL, but it is another text");
        }
        return reason == null || reason.isBlank() ? null : reason.strip();
    }
}
