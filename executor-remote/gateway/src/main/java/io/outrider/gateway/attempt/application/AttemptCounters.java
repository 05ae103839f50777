package io.outrider.gateway.attempt.application;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** Figures about attempts, for operators. */
@Startup
@ApplicationScoped
class AttemptCounters {

    private final AtomicLong offered = new AtomicLong();
    private final AtomicLong held = new AtomicLong();
    private final Counter expiries;

    AttemptCounters(MeterRegistry meters) {
        this.expiries = meters.counter("outrider.gateway.expiries");
        register(meters, "offered", offered);
        register(meters, "held", held);
    }

    private static void register(MeterRegistry meters, String state, AtomicLong value) {
        Gauge.builder("outrider.gateway.attempts", value, AtomicLong::get)
                .tag("state", state)
                .register(meters);
    }

    void open(Map<String, Long> byStatus) {
        offered.set(byStatus.getOrDefault("OFFERED", 0L));
        held.set(byStatus.getOrDefault("HELD", 0L));
    }

    void expired(int count) {
        expiries.increment(count);
    }
}
