package io.outrider.reactor.reaction.domain;

import io.outrider.reactor.event.domain.Event;
import io.outrider.reactor.event.domain.StableId;
import java.util.UUID;

/**
 * One version of a reaction.
 *
 * @param version counts from 1 with every change of the reaction of this name
 */
public record ReactionId(String project, String name, int version) {

    /** Returns the id of the job that this version starts for the event: always the same, so that it starts once. */
    public UUID job(Event event, int index) {
        return StableId.of(
                "job", project, name, Integer.toString(version), event.key().toString(), Integer.toString(index));
    }
}
