package io.outrider.tracing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where spans are recorded. */
interface Spans extends AutoCloseable {

    /**
     * Begins a span.
     *
     * @param parent null begins a trace
     * @param spanId null makes a new one
     * @param at null is now
     */
    TracedSpan begin(
            SpanRole role, String name, @Nullable TraceContext parent, @Nullable String spanId, @Nullable Instant at);

    /** Sends what is waiting, for a few seconds at most. */
    @Override
    void close();
}
