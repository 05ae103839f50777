package io.outrider.gateway.settings;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;
import java.time.Duration;

/** The clock of the shell; the domain gets times as values. */
@ApplicationScoped
class TimeSource {

    /** PostgreSQL keeps microseconds. */
    @Produces
    @ApplicationScoped
    Clock clock() {
        return Clock.tick(Clock.systemUTC(), Duration.ofNanos(1000));
    }
}
