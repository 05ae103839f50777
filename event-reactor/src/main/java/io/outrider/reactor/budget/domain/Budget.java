package io.outrider.reactor.budget.domain;

import java.time.Duration;

/**
 * How many jobs may be started.
 *
 * @param jobs at most so many
 * @param per in so much time, counted from the first of them
 */
public record Budget(int jobs, Duration per) {}
