package io.outrider.reactor.event.application;

import io.micrometer.core.instrument.MeterRegistry;
import io.outrider.outbox.BatchResult;
import io.outrider.outbox.BatchWriter;
import io.outrider.outbox.BatchWriters;
import io.outrider.outbox.OutgoingMessage;
import io.outrider.reactor.event.domain.Event;
import io.outrider.reactor.event.outbound.kafka.EventMessages;
import io.outrider.reactor.event.outbound.postgres.EventTable;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;

/** Stores events and sends the new ones to their topic, many requests in one transaction; answers after the commit. */
@ApplicationScoped
public class AcceptingEvents {

    /** Requests in one transaction: a handful of milliseconds, and twenty times as many may wait. */
    private static final int MAX_BATCH = 64;

    /** Bytes of events that wait for the database; more would endanger the heap of a small service. */
    private static final long MAX_WAITING = 48L * 1024 * 1024;

    private final EventTable events;
    private final MeterRegistry meters;
    private final BatchWriter<Submission, List<Accepted>> writer;
    private final AtomicLong waiting = new AtomicLong();

    AcceptingEvents(EventTable events, BatchWriters writers, MeterRegistry meters) {
        this.events = events;
        this.meters = meters;
        this.writer = writers.create("events", MAX_BATCH, this::store);
    }

    /**
     * Accepts the events of one request.
     *
     * @return completed after the commit
     * @throws RejectedExecutionException when too much waits already
     */
    public CompletionStage<List<Accepted>> accept(Submission submission) {
        long weight = submission.weight();
        if (waiting.addAndGet(weight) > MAX_WAITING) {
            waiting.addAndGet(-weight);
            throw new RejectedExecutionException("Expected room for more events, but too many wait for the database");
        }
        try {
            return writer.submit(submission).whenComplete((accepted, failure) -> waiting.addAndGet(-weight));
        } catch (RejectedExecutionException e) {
            waiting.addAndGet(-weight);
            throw e;
        }
    }

    private BatchResult<List<Accepted>> store(SqlConnection transaction, List<Submission> submissions) {
        Instant now = Clock.systemUTC().instant();
        List<Event> all = submissions.stream()
                .flatMap(submission -> submission.events().stream())
                .toList();
        Set<UUID> fresh = events.insert(transaction, all);
        count(all.size(), fresh.size());
        List<List<Accepted>> results = new ArrayList<>();
        List<OutgoingMessage<?>> messages = new ArrayList<>();
        for (Submission submission : submissions) {
            List<Accepted> accepted = new ArrayList<>();
            for (Event event : submission.events()) {
                // remove: the same event twice in one batch is new once.
                boolean isNew = fresh.remove(event.key());
                accepted.add(new Accepted(event.key(), event.id(), event.source(), !isNew));
                if (isNew) {
                    messages.add(EventMessages.received(event, submission.actor(), submission.traceparent(), now));
                }
            }
            results.add(accepted);
        }
        return new BatchResult<>(results, messages);
    }

    private void count(int all, int fresh) {
        meters.counter("outrider.events.received", "duplicate", "false").increment(fresh);
        meters.counter("outrider.events.received", "duplicate", "true").increment((double) all - fresh);
    }
}
