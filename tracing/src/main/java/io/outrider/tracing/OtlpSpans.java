package io.outrider.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigurationException;
import io.opentelemetry.sdk.trace.IdGenerator;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Spans of the OpenTelemetry SDK, set up from the standard {@code OTEL_…} variables and sent in batches from a thread of its own. A
 * collector that is slow or away costs nothing but spans: 2,048 wait at most, the rest is dropped.
 */
final class OtlpSpans implements Spans {

    private static final int CLOSING_SECONDS = 3;

    private final OpenTelemetrySdk sdk;
    private final Tracer tracer;

    private OtlpSpans(OpenTelemetrySdk sdk) {
        this.sdk = sdk;
        this.tracer = sdk.getTracer("io.outrider");
    }

    /**
     * Sets the SDK up.
     *
     * @param service the service's name unless OTEL_SERVICE_NAME says otherwise
     * @throws IllegalStateException naming what is wrong with the variables
     */
    static OtlpSpans fromEnvironment(String service) {
        try {
            return new OtlpSpans(AutoConfiguredOpenTelemetrySdk.builder()
                    .disableShutdownHook()
                    .addPropertiesSupplier(() -> Map.of(
                            "otel.service.name", service,
                            "otel.exporter.otlp.protocol", "http/protobuf",
                            "otel.metrics.exporter", "none",
                            "otel.logs.exporter", "none"))
                    .addTracerProviderCustomizer((builder, config) -> builder.setIdGenerator(new GivenIds()))
                    .build()
                    .getOpenTelemetrySdk());
        } catch (ConfigurationException | IllegalArgumentException | IllegalStateException e) {
            throw new IllegalStateException(
                    "Expected the OTEL_ variables to name an endpoint for OTLP over http/protobuf, but "
                            + e.getMessage(),
                    e);
        }
    }

    @Override
    public TracedSpan begin(
            SpanRole role, String name, @Nullable TraceContext parent, @Nullable String spanId, @Nullable Instant at) {
        SpanBuilder builder = tracer.spanBuilder(name).setSpanKind(kind(role));
        if (parent == null) {
            builder.setNoParent();
        } else {
            builder.setParent(Context.root().with(Span.wrap(remote(parent))));
        }
        if (at != null) {
            builder.setStartTimestamp(at);
        }
        return new Recorded(GivenIds.using(spanId, builder::startSpan));
    }

    private static SpanContext remote(TraceContext parent) {
        return SpanContext.createFromRemoteParent(
                parent.traceId(),
                parent.spanId(),
                parent.sampled() ? TraceFlags.getSampled() : TraceFlags.getDefault(),
                TraceState.getDefault());
    }

    private static SpanKind kind(SpanRole role) {
        return switch (role) {
            case SERVER -> SpanKind.SERVER;
            case PRODUCER -> SpanKind.PRODUCER;
            case CONSUMER -> SpanKind.CONSUMER;
            case INTERNAL -> SpanKind.INTERNAL;
        };
    }

    @Override
    public void close() {
        sdk.shutdown().join(CLOSING_SECONDS, TimeUnit.SECONDS);
    }

    /** A span of the SDK. */
    private record Recorded(Span span) implements TracedSpan {

        @Override
        public String traceparent() {
            SpanContext context = span.getSpanContext();
            return new TraceContext(context.getTraceId(), context.getSpanId(), context.isSampled()).traceparent();
        }

        @Override
        public void rename(String name) {
            span.updateName(name);
        }

        @Override
        public void set(String key, @Nullable String value) {
            if (value != null) {
                span.setAttribute(key, value);
            }
        }

        @Override
        public void set(String key, long value) {
            span.setAttribute(key, value);
        }

        @Override
        public void fail(String reason) {
            span.setStatus(StatusCode.ERROR, reason);
        }

        @Override
        public void end() {
            span.end();
        }

        @Override
        public void end(Instant at) {
            span.end(at);
        }
    }

    /** Random ids, except for a span whose id was told before. */
    private static final class GivenIds implements IdGenerator {

        private static final ThreadLocal<@Nullable String> GIVEN = new ThreadLocal<>();
        private final IdGenerator random = IdGenerator.random();

        static Span using(@Nullable String spanId, Supplier<Span> start) {
            if (spanId == null) {
                return start.get();
            }
            GIVEN.set(spanId);
            try {
                return start.get();
            } finally {
                GIVEN.remove();
            }
        }

        @Override
        public String generateSpanId() {
            String given = GIVEN.get();
            return given == null ? random.generateSpanId() : given;
        }

        @Override
        public String generateTraceId() {
            return random.generateTraceId();
        }
    }
}
