package io.outrider.scheduler.node.domain;

import java.time.Instant;

/**
 * What a node has been given.
 *
 * @param outstanding tasks handed out to it whose executor has not had its last word; exact, changed in the transaction
 *     that changes the tasks
 * @param pace how fast it finishes them
 */
public record Load(int outstanding, Pace pace) {

    public Load {
        if (outstanding < 0) {
            throw new IllegalArgumentException("Expected a node to have 0 or more tasks, but it has " + outstanding);
        }
    }

    /** Returns how many more tasks a node with so many slots may be given. */
    public int room(int slots, Instant now) {
        return slots <= 0 ? 0 : Math.max(0, slots + pace.credit(now) - outstanding);
    }

    /** Returns this load after so many tasks came (or went, if negative), and so many of those that went were done. */
    public Load after(int come, int ended, Instant now) {
        return new Load(outstanding + come, ended > 0 ? pace.after(ended, now) : pace);
    }
}
