package io.outrider.reactor.reaction.domain;

import java.util.List;

/** What a reaction made of an event that it is about. */
public sealed interface Outcome {

    /** The jobs are to be started, in this order. */
    record Fired(List<JobOrder> jobs) implements Outcome {
        public Fired {
            jobs = List.copyOf(jobs);
        }
    }

    /** The condition does not hold. */
    record NotMatched(String reason) implements Outcome {}

    /** The condition or a template failed; no job is started, not even those that could be. */
    record Failed(String reason) implements Outcome {}
}
