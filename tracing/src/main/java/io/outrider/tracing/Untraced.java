package io.outrider.tracing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Records nothing and passes the context on as it came. */
record Untraced(@Nullable String traceparent) implements TracedSpan {

    @Override
    public void rename(String name) {}

    @Override
    public void set(String key, @Nullable String value) {}

    @Override
    public void set(String key, long value) {}

    @Override
    public void fail(String reason) {}

    @Override
    public void end() {}

    @Override
    public void end(Instant at) {}
}
