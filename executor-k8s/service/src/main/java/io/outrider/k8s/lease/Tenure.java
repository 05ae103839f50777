package io.outrider.k8s.lease;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * For how long this replica may act. Each renewal of the Lease gives it some time, counted from before it was asked for and shorter
 * than the Lease, so that it is over before another replica may lead. A replica that was paused, or cannot reach the API server, is
 * thus kept from acting before it has noticed that it does not lead any more.
 */
@ApplicationScoped
public class Tenure {

    /** Two clocks, for either may stand still: this one while a machine sleeps, the wall's when it is set back. */
    private record End(long nanos, Instant time) {}

    private final Clock clock;
    private volatile @Nullable End end;

    Tenure(Clock clock) {
        this.clock = clock;
    }

    /** Begins to ask for a renewal; what is given counts from here. */
    public Asked ask() {
        return new Asked(System.nanoTime(), clock.instant());
    }

    /** A moment at which the Lease was asked for. */
    public record Asked(long nanos, Instant time) {}

    /** The Lease was given. */
    public void given(Asked asked, Duration length) {
        end = new End(asked.nanos() + length.toNanos(), asked.time().plus(length));
    }

    /** The Lease was given away, or lost. */
    public void end() {
        end = null;
    }

    /** Tells whether this replica may act. */
    public boolean lasts() {
        End until = end;
        return until != null
                && System.nanoTime() - until.nanos() < 0
                && clock.instant().isBefore(until.time());
    }

    /**
     * Lets the caller go on if this replica may act.
     *
     * @throws IllegalStateException if it may not
     */
    public void required() {
        if (!lasts()) {
            throw new IllegalStateException("this replica does not hold the Lease any more");
        }
    }
}
