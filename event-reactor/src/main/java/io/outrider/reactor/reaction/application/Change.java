package io.outrider.reactor.reaction.application;

import io.outrider.reactor.reaction.domain.StoredReaction;

/** What applying a reaction came to. */
public record Change(StoredReaction reaction, Kind kind) {

    /** How it differs from before. */
    public enum Kind {
        CREATED,
        CHANGED,
        UNCHANGED
    }
}
