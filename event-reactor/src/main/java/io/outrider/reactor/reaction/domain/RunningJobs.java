package io.outrider.reactor.reaction.domain;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Some of the jobs of a reaction that run, and how many there are. */
public record RunningJobs(List<Job> first, long count) {

    public RunningJobs {
        first = List.copyOf(first);
    }

    /** A job of which no end was heard. */
    public record Job(UUID id, UUID firing, String group, Instant at) {}
}
