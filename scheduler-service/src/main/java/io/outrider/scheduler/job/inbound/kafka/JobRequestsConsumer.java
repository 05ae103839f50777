package io.outrider.scheduler.job.inbound.kafka;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.outrider.outbox.Inbox;
import io.outrider.outbox.Received;
import io.outrider.scheduler.job.application.JobWish;
import io.outrider.scheduler.job.application.SubmittingJob;
import io.outrider.scheduler.job.domain.Aim;
import io.outrider.scheduler.job.domain.Job;
import io.outrider.scheduler.job.domain.JobId;
import io.outrider.scheduler.round.application.RoundCommand;
import io.outrider.scheduler.round.application.Rounds;
import io.outrider.schemas.Envelope;
import io.outrider.schemas.Topic;
import io.outrider.schemas.avro.JobRequest;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jspecify.annotations.Nullable;

/**
 * Feeds job requests into the loop. A request under an id that is taken starts nothing. One that cannot be run is
 * recorded as a failed job with the reason, for its sender cannot be told otherwise.
 */
@ApplicationScoped
class JobRequestsConsumer {

    private final Inbox inbox;
    private final Rounds rounds;
    private final SubmittingJob submitting;
    private final ObjectMapper json;

    JobRequestsConsumer(Inbox inbox, Rounds rounds, SubmittingJob submitting, ObjectMapper json) {
        this.inbox = inbox;
        this.rounds = rounds;
        this.submitting = submitting;
        this.json = json;
    }

    @Incoming("job-requests")
    @Blocking
    void receive(ConsumerRecords<String, byte[]> batch) {
        inbox.receive(
                "scheduler",
                Topic.JOB_REQUESTS,
                batch,
                (tx, requests) -> rounds.within(
                        tx,
                        requests.stream()
                                .<RoundCommand>map(request -> submitting.recorded(wish(request)))
                                .toList()));
    }

    private JobWish wish(Received<JobRequest> received) {
        JobRequest request = received.value();
        Envelope envelope = received.envelope();
        return new JobWish(
                new JobId(request.getJobId()),
                request.getProject(),
                request.getTemplate(),
                request.getVersion(),
                request.getMethod(),
                parameters(request),
                new Aim(blankToNull(request.getNode()), blankToNull(request.getSelector()), request.getAllNodes()),
                seconds(request.getTimeoutSeconds()),
                request.getRetries(),
                seconds(request.getRetryBackoffSeconds()),
                request.getEvent(),
                request.getReaction(),
                request.getCausationDepth(),
                request.getRequestedBy(),
                request.getAt(),
                new Job.Origin(envelope.correlationId(), envelope.id(), envelope.traceparent()),
                null);
    }

    private ObjectNode parameters(JobRequest request) {
        try {
            JsonNode node = json.readTree(request.getParameters());
            if (node instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "Expected parameters of job " + request.getJobId() + " to be JSON, but they cannot be read", e);
        }
        throw new IllegalArgumentException(
                "Expected parameters of job " + request.getJobId() + " to be a JSON object, but they are not");
    }

    private static @Nullable Duration seconds(int seconds) {
        return seconds == 0 ? null : Duration.ofSeconds(seconds);
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }
}
