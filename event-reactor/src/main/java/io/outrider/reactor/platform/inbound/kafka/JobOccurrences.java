package io.outrider.reactor.platform.inbound.kafka;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.outrider.reactor.event.domain.Event;
import io.outrider.reactor.event.domain.Occurrence;
import io.outrider.reactor.notation.PlainJson;
import io.outrider.schemas.Envelope;
import io.outrider.schemas.avro.JobEvent;
import io.outrider.schemas.avro.JobStatus;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What happened to a job as events to react to. */
final class JobOccurrences {

    /** What a failed job is called, too: until jobs have several steps, each is one. */
    private static final String FAILURE = "outrider/failure/step";

    /** Characters of outputs; larger ones are left out. */
    private static final int MAX_OUTPUTS = 64 * 1024;

    private static final int MAX_NODES = 1_000;

    private JobOccurrences() {}

    /** Returns under which names it may be reacted to. */
    static List<String> types(JobEvent event) {
        if (event.getStatus() == JobStatus.UNKNOWN) {
            return List.of();
        }
        String type = "outrider/job/" + event.getStatus().name().toLowerCase(Locale.ROOT);
        return event.getStatus() == JobStatus.FAILED ? List.of(type, FAILURE) : List.of(type);
    }

    /** Returns it under one of its names; the depth is that of the job, so that a chain of reactions is seen as such. */
    static Occurrence of(JobEvent job, String type, Envelope envelope, Instant now) {
        Map<String, @Nullable Object> data = data(job);
        Event event = new Event(
                job.getProject(),
                "/outrider/scheduler-service",
                type.equals(FAILURE) ? envelope.id() + "-step" : envelope.id(),
                type,
                job.getJobId(),
                job.getAt(),
                Map.of(),
                PlainJson.text(data),
                job.getCausationDepth(),
                now);
        return new Occurrence(event, PlainJson.values(event.data()));
    }

    private static Map<String, @Nullable Object> data(JobEvent job) {
        List<String> nodes = job.getNodes().stream().limit(MAX_NODES).toList();
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("job", job.getJobId());
        data.put("status", job.getStatus().name());
        data.put("template", job.getTemplate());
        data.put("version", job.getVersion());
        data.put("method", job.getMethod());
        data.put("nodes", nodes);
        data.put("reason", job.getReason());
        data.put("reaction", job.getReaction());
        data.put("outputs", outputs(job.getOutputs()));
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("template", job.getTemplate());
        labels.put("method", job.getMethod());
        if (job.getReaction() != null) {
            labels.put("reaction", job.getReaction());
        }
        if (nodes.size() == 1) {
            labels.put("node", nodes.getFirst());
        }
        data.put("labels", labels);
        return data;
    }

    private static @Nullable Object outputs(@Nullable String json) {
        if (json == null || json.length() > MAX_OUTPUTS) {
            return null;
        }
        try {
            return PlainJson.tree(json);
        } catch (JsonProcessingException e) {
            return null;
        }
    }
}
