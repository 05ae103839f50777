package io.outrider.reactor.reaction.application;

import io.outrider.reactor.reaction.outbound.postgres.ReactionEntity;

/** What applying a reaction came to. */
public record Change(ReactionEntity reaction, Kind kind) {

    /** How it differs from before. */
    public enum Kind {
        CREATED,
        CHANGED,
        UNCHANGED
    }
}
