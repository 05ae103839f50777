package io.outrider.reactor.reaction.domain;

/** Which events a rule is about, by their status: whether something happens or is over. */
public enum StatusMatch {
    /** Those that are not resolved; a resolved one ends what is waiting. */
    FIRING,
    RESOLVED,
    ANY
}
