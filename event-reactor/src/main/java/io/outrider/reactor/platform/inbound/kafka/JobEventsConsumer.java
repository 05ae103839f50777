package io.outrider.reactor.platform.inbound.kafka;

import io.outrider.outbox.Inbox;
import io.outrider.outbox.OpenTransaction;
import io.outrider.outbox.OutgoingMessage;
import io.outrider.outbox.Received;
import io.outrider.reactor.reaction.application.Arrival;
import io.outrider.reactor.reaction.application.DecidingEvents;
import io.outrider.reactor.reaction.domain.JobNews;
import io.outrider.schemas.Topic;
import io.outrider.schemas.avro.JobEvent;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiPredicate;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Hears what became of jobs: of those that reactions started, since a group may wait for their end, and of all, where a reaction is
 * about that. Idempotent: a job ends once, and an event has one key.
 */
@ApplicationScoped
class JobEventsConsumer {

    private final Inbox inbox;
    private final DecidingEvents deciding;

    JobEventsConsumer(Inbox inbox, DecidingEvents deciding) {
        this.inbox = inbox;
        this.deciding = deciding;
    }

    @Incoming("job-events")
    @Blocking
    void receive(ConsumerRecords<String, byte[]> batch) {
        inbox.receiveIdempotent("event-reactor", Topic.JOB_EVENTS, batch, this::handle);
    }

    private List<OutgoingMessage<?>> handle(OpenTransaction transaction, List<Received<JobEvent>> records) {
        Instant now = Clock.systemUTC().instant();
        BiPredicate<String, String> awaited = deciding.awaited(transaction);
        Map<UUID, JobNews> news = new HashMap<>();
        List<Arrival> arrivals = new ArrayList<>();
        for (Received<JobEvent> record : records) {
            if (record.value().getReaction() != null) {
                news(record.value()).ifPresent(job -> news.put(job.job(), job));
            }
            for (String type : JobOccurrences.types(record.value())) {
                if (awaited.test(record.value().getProject(), type)) {
                    arrivals.add(new Arrival(
                            JobOccurrences.of(record.value(), type, record.envelope(), now), record.envelope()));
                }
            }
        }
        return deciding.heard(transaction, List.copyOf(news.values()), arrivals);
    }

    /** Jobs of reactions have UUIDs; those of others need not. */
    private static Optional<JobNews> news(JobEvent event) {
        try {
            UUID job = UUID.fromString(event.getJobId());
            return switch (event.getStatus()) {
                case UNKNOWN -> Optional.empty();
                case QUEUED, RUNNING, CANCELLING ->
                    Optional.of(new JobNews(job, event.getStatus().name(), null));
                case SUCCEEDED, FAILED, CANCELLED ->
                    Optional.of(new JobNews(job, event.getStatus().name(), event.getAt()));
            };
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
