package io.outrider.gateway.attempt.application;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** Figures about attempts, for operators. */
@ApplicationScoped
class AttemptCounters {

    private final AtomicLong offered = new AtomicLong();
    private final AtomicLong held = new AtomicLong();
    private final MeterRegistry meters;

    AttemptCounters(MeterRegistry meters) {
        this.meters = meters;
        register("offered", offered);
        register("held", held);
    }

    private void register(String state, AtomicLong value) {
        Gauge.builder("outrider.gateway.attempts", value, AtomicLong::get)
                .tag("state", state)
                .register(meters);
    }

    void open(Map<String, Long> byStatus) {
        offered.set(byStatus.getOrDefault("OFFERED", 0L));
        held.set(byStatus.getOrDefault("HELD", 0L));
    }

    void expired(int count) {
        meters.counter("outrider.gateway.expiries").increment(count);
    }
}
