package io.outrider.tracing;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/**
 * Begins spans, or does nothing: on when {@code OTEL_EXPORTER_OTLP_ENDPOINT} (or {@code OTEL_EXPORTER_OTLP_TRACES_ENDPOINT}) is set and
 * {@code OTEL_SDK_DISABLED} is not. While it is off no class of the SDK is loaded, and contexts that callers bring are passed on.
 */
@ApplicationScoped
public class Tracing {

    private final @Nullable Spans spans;

    @Inject
    Tracing(Config config) {
        this(isOn(config) ? OtlpSpans.fromEnvironment(service(config)) : null);
    }

    private Tracing(@Nullable Spans spans) {
        this.spans = spans;
    }

    /** Records nothing; for tests of what begins spans. */
    public static Tracing off() {
        return new Tracing((Spans) null);
    }

    /** Tells whether spans are recorded; what only serves them can be left out otherwise. */
    public boolean isOn() {
        return spans != null;
    }

    /** Begins the span of a request: in the caller's trace, or in a new one. */
    public TracedSpan request(String name, @Nullable String traceparent) {
        return spans == null
                ? new Untraced(traceparent)
                : spans.begin(SpanRole.SERVER, name, TraceContext.parse(traceparent), null, null);
    }

    /** Begins a span in a trace; without one nothing is recorded. */
    public TracedSpan within(@Nullable String traceparent, SpanRole role, String name) {
        TraceContext parent = spans == null ? null : TraceContext.parse(traceparent);
        return spans == null || parent == null
                ? new Untraced(traceparent)
                : spans.begin(role, name, parent, null, null);
    }

    /**
     * Begins a span in a trace that began in the past, perhaps under an id that was told before.
     *
     * @param spanId 16 hex digits; null makes a new one
     */
    public TracedSpan since(Instant start, @Nullable String traceparent, String name, @Nullable String spanId) {
        TraceContext parent = spans == null ? null : TraceContext.parse(traceparent);
        return spans == null || parent == null
                ? new Untraced(traceparent)
                : spans.begin(SpanRole.INTERNAL, name, parent, spanId, start);
    }

    /** Records what became of an attempt, in the trace of what handed it out. */
    public void ended(Run run, @Nullable String traceparent) {
        if (spans != null) {
            run.record(this, traceparent);
        }
    }

    @PreDestroy
    void close() {
        if (spans != null) {
            spans.close();
        }
    }

    private static boolean isOn(Config config) {
        boolean named = text(config, "otel.exporter.otlp.endpoint").isPresent()
                || text(config, "otel.exporter.otlp.traces.endpoint").isPresent();
        boolean disabled = text(config, "otel.sdk.disabled")
                        .filter("true"::equals)
                        .isPresent()
                || text(config, "otel.traces.exporter").filter("none"::equals).isPresent();
        return named && !disabled;
    }

    private static String service(Config config) {
        return text(config, "quarkus.application.name").orElse("outrider");
    }

    private static Optional<String> text(Config config, String key) {
        return config.getOptionalValue(key, String.class)
                .map(value -> value.strip().toLowerCase(Locale.ROOT))
                .filter(value -> !value.isEmpty());
    }
}
