package io.outrider.reactor.reaction.application;

import io.outrider.reactor.event.outbound.kafka.EventBacklog;
import io.outrider.reactor.event.outbound.kafka.EventBacklog.BacklogUnknown;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Up to which time windows may end: every event that was received until then is decided, by whatever replica. To know that, the ends
 * of the topic are noted and compared with what was consumed until they are reached. An event counts as received a little before it
 * stands in the topic, hence the grace. After some time a window waits no longer. Used by one thread.
 */
final class Frontier {

    /** From the receipt of an event to the place in the topic. */
    static final Duration GRACE = Duration.ofMillis(100);

    private static final Logger LOG = Logger.getLogger(Frontier.class);

    private record Mark(Instant at, EventBacklog.@Nullable Ends ends) {}

    private final EventBacklog backlog;
    private final Duration patience;
    private Instant settled = Instant.EPOCH;
    private @Nullable Mark mark;

    Frontier(EventBacklog backlog, Duration patience) {
        this.backlog = backlog;
        this.patience = patience;
    }

    /** Returns the time; never earlier than before. */
    Instant settled(Instant now) {
        Mark noted = mark;
        if (noted == null || noted.ends() == null) {
            noted = note(noted == null ? now : noted.at(), now);
            mark = noted;
        }
        if (isReached(noted)) {
            pass(noted.at());
        } else if (noted.at().plus(patience).isBefore(now)) {
            LOG.warnf("Expected events to be decided within %s, but they are not; windows end without them", patience);
            pass(noted.at());
        }
        return settled;
    }

    private void pass(Instant at) {
        settled = at.minus(GRACE);
        mark = null;
    }

    /** While the broker is away, the first attempt's time counts. */
    private Mark note(Instant first, Instant now) {
        try {
            return new Mark(now, backlog.ends());
        } catch (BacklogUnknown e) {
            LOG.debug("ends of the topic are not known", e);
            return new Mark(first, null);
        }
    }

    private boolean isReached(Mark noted) {
        try {
            return noted.ends() != null && backlog.isDecided(noted.ends());
        } catch (BacklogUnknown e) {
            LOG.debug("offsets of the consumer are not known", e);
            return false;
        }
    }
}
