package io.outrider.reactor.reaction.domain;

import io.outrider.reactor.event.domain.StableId;
import java.util.UUID;

/**
 * One version of a reaction.
 *
 * @param version counts from 1 with every change of the reaction of this name
 */
public record ReactionId(String project, String name, int version) {

    /**
     * Returns the id of the window that this event opens in this group: always the same, whatever version of the reaction is in
     * force.
     */
    public UUID firing(String group, UUID openedBy) {
        return StableId.of("firing", project, name, group, openedBy.toString());
    }

    /** Returns the id of a job of a firing: always the same, so that it starts once. */
    public static UUID job(UUID firing, int index) {
        return StableId.of("job", firing.toString(), Integer.toString(index));
    }
}
