package io.outrider.reactor.platform.domain;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an executor said of a node.
 *
 * @param partition of the topic, all of a node are in one
 * @param offset in the partition
 * @param recordedAt when it was put onto the topic
 */
public record NodeReport(String node, String status, int partition, long offset, Instant recordedAt) {

    /** What every node that is there repeats. */
    private static final String ONLINE = "ONLINE";

    /** More than the clocks of those who put records onto the topic differ. */
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(1);

    /** Says whether it comes after the last one that changed something: after a crash earlier ones come again. */
    public boolean isAfter(NodeReport last) {
        // A topic that was made anew counts from 0 again.
        return partition != last.partition
                || offset > last.offset
                || recordedAt.isAfter(last.recordedAt.plus(CLOCKS_DIFFER));
    }

    /** Says whether the status is another one. */
    public boolean isChangeOf(@Nullable NodeReport last) {
        return last == null || !status.equals(last.status);
    }

    /**
     * Says whether a change is worth an event. That a node is online which nobody knew is none: nobody can say what it was before, and with
     * a new database it would be said of all nodes at once.
     */
    public boolean isNewsAfter(@Nullable NodeReport last) {
        return last != null || !status.equals(ONLINE);
    }
}
