package io.outrider.reactor.reaction.domain;

import java.time.Duration;

/**
 * How many jobs may be started.
 *
 * @param per fixed windows of this length, each beginning with the first job in it
 */
public record Budget(int jobs, Duration per) {

    /** Of a rule whose author says nothing. */
    public static final Budget DEFAULT = new Budget(1_000, Duration.ofMinutes(1));
}
