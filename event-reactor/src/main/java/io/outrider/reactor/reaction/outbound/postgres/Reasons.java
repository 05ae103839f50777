package io.outrider.reactor.reaction.outbound.postgres;

import org.jspecify.annotations.Nullable;

/** Makes reasons storable. */
final class Reasons {

    /** Longer reasons are cut: a template's error may repeat the template. */
    private static final int MAX_REASON = 2_000;

    private Reasons() {}

    /** PostgreSQL takes every character but NUL, which an event's data may carry into a reason. */
    static @Nullable String storable(@Nullable String reason) {
        if (reason == null) {
            return null;
        }
        String text = reason.replace('\0', ' ');
        return text.length() <= MAX_REASON ? text : text.substring(0, MAX_REASON) + "…";
    }
}
