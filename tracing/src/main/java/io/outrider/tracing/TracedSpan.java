package io.outrider.tracing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A span that has begun. May be ended on another thread than it began on; what comes after its end changes nothing. */
public interface TracedSpan {

    /** The context for what happens within; null when nothing is traced. */
    @Nullable
    String traceparent();

    /** Names the span anew. */
    void rename(String name);

    /** Adds a fact; null adds nothing. Never a secret. */
    void set(String key, @Nullable String value);

    /** Adds a number. */
    void set(String key, long value);

    /** Marks it as failed. */
    void fail(String reason);

    /** Ends it now. */
    void end();

    /** Ends it at a time that has passed. */
    void end(Instant at);
}
