package io.outrider.reactor.reaction.application;

import io.outrider.reactor.event.outbound.kafka.EventBacklog.BacklogUnknown;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Up to which time windows may end: every event that was received until then is decided, by whatever replica. To know that, the ends
 * of the topic are noted and compared with what was consumed until they are reached. An event counts as received a little before it
 * stands in the topic, hence the grace. After some time a window waits no longer. Used by one thread.
 *
 * @param <E> the ends of the topic
 */
final class Frontier<E> {

    /** From the receipt of an event to the place in the topic. */
    static final Duration GRACE = Duration.ofMillis(100);

    private static final Logger LOG = Logger.getLogger(Frontier.class);

    private record Mark<E>(Instant at, @Nullable E ends) {}

    private final Supplier<E> ends;
    private final Predicate<E> isDecided;
    private final Duration patience;
    private Instant settled = Instant.EPOCH;
    private @Nullable Mark<E> mark;

    /**
     * A frontier that knows nothing yet.
     *
     * @param ends where the topic ends now; may throw {@link BacklogUnknown}
     * @param isDecided whether everything in front of these ends is decided; may throw the same
     * @param patience how long a window waits for that
     */
    Frontier(Supplier<E> ends, Predicate<E> isDecided, Duration patience) {
        this.ends = ends;
        this.isDecided = isDecided;
        this.patience = patience;
    }

    /** Returns the time; never earlier than before. */
    Instant settled(Instant now) {
        Mark<E> noted = mark;
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
    private Mark<E> note(Instant first, Instant now) {
        try {
            return new Mark<>(now, ends.get());
        } catch (BacklogUnknown e) {
            LOG.debug("ends of the topic are not known", e);
            return new Mark<>(first, null);
        }
    }

    private boolean isReached(Mark<E> noted) {
        try {
            E noticed = noted.ends();
            return noticed != null && isDecided.test(noticed);
        } catch (BacklogUnknown e) {
            LOG.debug("offsets of the consumer are not known", e);
            return false;
        }
    }
}
