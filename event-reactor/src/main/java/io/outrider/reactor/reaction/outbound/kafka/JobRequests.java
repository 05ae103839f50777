package io.outrider.reactor.reaction.outbound.kafka;

import io.outrider.outbox.OutgoingMessage;
import io.outrider.reactor.event.domain.Event;
import io.outrider.reactor.event.domain.Occurrence;
import io.outrider.reactor.notation.PlainJson;
import io.outrider.reactor.reaction.domain.JobOrder;
import io.outrider.reactor.reaction.domain.ReactionId;
import io.outrider.schemas.Envelope;
import io.outrider.schemas.Topic;
import io.outrider.schemas.avro.JobRequest;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Jobs to start as job requests, Avro, for their topic. */
public final class JobRequests {

    private JobRequests() {}

    /**
     * Returns one message for each job, in the chain of the event that it is started for; a message's id is its job's.
     *
     * @param depth how many reactions lead to the jobs, with this one
     */
    public static List<OutgoingMessage<JobRequest>> of(
            ReactionId reaction, List<JobOrder> orders, Occurrence newest, int depth, Envelope cause, Instant now) {
        String event = cloudEvent(newest);
        return orders.stream()
                .map(order -> message(reaction, order, record(reaction, order, event, depth, now), cause, now))
                .toList();
    }

    private static OutgoingMessage<JobRequest> message(
            ReactionId reaction, JobOrder order, JobRequest request, Envelope cause, Instant now) {
        String job = order.jobId().toString();
        Envelope envelope = new Envelope(
                job,
                "io.outrider.job.requested",
                "/outrider/event-reactor",
                now,
                job,
                actor(reaction),
                cause.id(),
                cause.correlationId(),
                cause.traceparent());
        return new OutgoingMessage<>(Topic.JOB_REQUESTS, job, request, envelope);
    }

    private static JobRequest record(ReactionId reaction, JobOrder order, String event, int depth, Instant now) {
        return JobRequest.newBuilder()
                .setJobId(order.jobId().toString())
                .setProject(reaction.project())
                .setTemplate(order.template())
                .setVersion(order.version())
                .setMethod(order.method())
                .setParameters(PlainJson.text(order.parameters()))
                .setNode(order.node())
                .setSelector(order.selector())
                .setAllNodes(order.allNodes())
                .setTimeoutSeconds(order.timeoutSeconds())
                .setRetries(order.retries())
                .setRetryBackoffSeconds(order.backoffSeconds())
                .setEvent(event)
                .setReaction(reaction.name())
                .setCausationDepth(depth)
                .setRequestedBy(actor(reaction))
                .setAt(now)
                .build();
    }

    private static String actor(ReactionId reaction) {
        return "reaction/" + reaction.name();
    }

    /** The event in CloudEvents' JSON format, as the job finds it in event.json. */
    private static String cloudEvent(Occurrence occurrence) {
        Event event = occurrence.event();
        Map<String, @Nullable Object> json = new LinkedHashMap<>(event.extensions());
        json.put("specversion", "1.0");
        json.put("id", event.id());
        json.put("source", event.source());
        json.put("type", event.type());
        json.put("time", event.time().toString());
        if (event.subject() != null) {
            json.put("subject", event.subject());
        }
        json.put("data", PlainJson.raw(event.data()));
        return PlainJson.text(json);
    }
}
