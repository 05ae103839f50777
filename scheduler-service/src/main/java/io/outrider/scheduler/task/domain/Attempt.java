package io.outrider.scheduler.task.domain;

import io.outrider.scheduler.node.domain.NodeName;
import java.util.ArrayList;
import java.util.List;

/**
 * One attempt of a task and how often it was handed out.
 *
 * @param number from 1; a retry is a new attempt
 * @param epoch from 1; rises whenever this attempt is handed out anew, which happens only when it was never started
 * @param refusedBy nodes that handed this attempt back; others are preferred
 */
public record Attempt(int number, int epoch, List<NodeName> refusedBy) {

    public Attempt {
        refusedBy = List.copyOf(refusedBy);
    }

    public static Attempt first() {
        return new Attempt(1, 1, List.of());
    }

    public Fence fence() {
        return new Fence(number, epoch);
    }

    /** Returns the next attempt, for a retry. */
    public Attempt next() {
        return new Attempt(number + 1, 1, List.of());
    }

    /** Returns this attempt for its next hand-out. */
    public Attempt again() {
        return new Attempt(number, epoch + 1, refusedBy);
    }

    /** Returns this attempt for its next hand-out, preferably to another node. */
    public Attempt againElsewhere(NodeName refusing) {
        List<NodeName> refused = new ArrayList<>(refusedBy);
        if (!refused.contains(refusing)) {
            refused.add(refusing);
        }
        return new Attempt(number, epoch + 1, refused);
    }
}
