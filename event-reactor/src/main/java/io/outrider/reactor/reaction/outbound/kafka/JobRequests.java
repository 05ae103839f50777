package io.outrider.reactor.reaction.outbound.kafka;

import io.outrider.outbox.OutgoingMessage;
import io.outrider.reactor.event.domain.Event;
import io.outrider.reactor.event.domain.Occurrence;
import io.outrider.reactor.notation.PlainJson;
import io.outrider.reactor.reaction.domain.Decision;
import io.outrider.reactor.reaction.domain.JobOrder;
import io.outrider.reactor.reaction.domain.Outcome;
import io.outrider.schemas.Envelope;
import io.outrider.schemas.Topic;
import io.outrider.schemas.avro.JobRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Decisions as job requests, Avro, for their topic. */
public final class JobRequests {

    private JobRequests() {}

    /** Returns one message for each job that the decision starts, in the chain of the event; a message's id is its job's. */
    public static List<OutgoingMessage<JobRequest>> of(Occurrence occurrence, Decision decision, Envelope cause) {
        return decision.outcome() instanceof Outcome.Fired fired
                ? fired.jobs().stream()
                        .map(order -> message(occurrence, decision, order, cause))
                        .toList()
                : List.of();
    }

    private static OutgoingMessage<JobRequest> message(
            Occurrence occurrence, Decision decision, JobOrder order, Envelope cause) {
        String job = order.jobId().toString();
        Envelope envelope = new Envelope(
                job,
                "io.outrider.job.requested",
                "/outrider/event-reactor",
                decision.at(),
                job,
                actor(decision),
                cause.id(),
                cause.correlationId(),
                cause.traceparent());
        return new OutgoingMessage<>(Topic.JOB_REQUESTS, job, record(occurrence, decision, order), envelope);
    }

    private static JobRequest record(Occurrence occurrence, Decision decision, JobOrder order) {
        return JobRequest.newBuilder()
                .setJobId(order.jobId().toString())
                .setProject(decision.reaction().project())
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
                .setEvent(cloudEvent(occurrence))
                .setReaction(decision.reaction().name())
                .setCausationDepth(occurrence.event().causationDepth() + 1)
                .setRequestedBy(actor(decision))
                .setAt(decision.at())
                .build();
    }

    private static String actor(Decision decision) {
        return "reaction/" + decision.reaction().name();
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
