package io.outrider.outbox;

import io.outrider.schemas.Topic;
import io.outrider.tracing.SpanRole;
import io.outrider.tracing.TracedSpan;
import io.outrider.tracing.Tracing;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * Spans of records that belong to a trace: one from sending until the broker has it, one from taking a batch until it is committed.
 * Chunks of logs have none, for there are too many and they say nothing.
 */
@ApplicationScoped
public class RecordTraces {

    private static final String HEADER = "traceparent";

    private final Tracing tracing;

    RecordTraces(Tracing tracing) {
        this.tracing = tracing;
    }

    /** Begins the span of a record and names it in its header; null when the record is not traced. */
    public @Nullable TracedSpan sending(ProducerRecord<String, byte[]> message) {
        Header header = tracing.isOn() ? message.headers().lastHeader(HEADER) : null;
        if (header == null || !isFollowed(message.topic())) {
            return null;
        }
        String parent = new String(header.value(), StandardCharsets.UTF_8);
        TracedSpan span = tracing.within(parent, SpanRole.PRODUCER, "send " + message.topic());
        describe(span, message.topic(), "send");
        String own = span.traceparent();
        if (own != null) {
            message.headers().remove(HEADER);
            message.headers().add(HEADER, own.getBytes(StandardCharsets.UTF_8));
        }
        return span;
    }

    /** Begins to follow a batch. */
    public Batch batch() {
        return new Batch();
    }

    /** The spans of one batch. */
    public final class Batch {

        private final List<TracedSpan> spans = new ArrayList<>(0);

        private Batch() {}

        /** Begins the span of a record; the returned one carries it, for what the record causes. */
        public <T> Received<T> follow(Received<T> received) {
            String parent = tracing.isOn() ? received.envelope().traceparent() : null;
            if (parent == null || !isFollowed(received.topic())) {
                return received;
            }
            TracedSpan span = tracing.within(parent, SpanRole.CONSUMER, "process " + received.topic());
            describe(span, received.topic(), "process");
            span.set("messaging.message.id", received.envelope().id());
            span.set("outrider.subject", received.envelope().subject());
            spans.add(span);
            return received.withEnvelope(received.envelope().withTraceparent(span.traceparent()));
        }

        /** Ends them: the batch is committed, or given up. */
        public void end() {
            spans.forEach(TracedSpan::end);
        }
    }

    private static boolean isFollowed(String topic) {
        return !topic.equals(Topic.TASK_LOGS_NAME);
    }

    private static void describe(TracedSpan span, String topic, String operation) {
        span.set("messaging.system", "kafka");
        span.set("messaging.destination.name", topic);
        span.set("messaging.operation.type", operation);
    }
}
