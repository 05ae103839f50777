package io.outrider.reactor.platform.inbound.kafka;

import io.outrider.reactor.event.domain.Event;
import io.outrider.reactor.event.domain.Occurrence;
import io.outrider.reactor.notation.PlainJson;
import io.outrider.schemas.Envelope;
import io.outrider.schemas.avro.TaskEvent;
import io.outrider.schemas.avro.TaskStatus;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What became of an attempt of a task as an event to react to. */
final class TaskOccurrences {

    private static final String PREFIX = "outrider/task/";
    private static final String MESSAGES = "io.outrider.task.";

    private TaskOccurrences() {}

    /** Returns the name under which it may be reacted to. */
    static String type(TaskStatus status) {
        return PREFIX + status.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns the same of a message that nobody has read yet, by its envelope; null when that does not say. */
    static @Nullable String type(@Nullable String message) {
        return message != null && message.startsWith(MESSAGES) ? PREFIX + message.substring(MESSAGES.length()) : null;
    }

    /** Says whether it can be an event: executors of the release before do not know the project. */
    static boolean isComplete(TaskEvent task) {
        return task.getStatus() != TaskStatus.UNKNOWN && !task.getProject().isEmpty();
    }

    /** Returns it; the depth is that of the job, so that a chain of reactions is seen as such. */
    static Occurrence of(TaskEvent task, Envelope envelope, Instant now) {
        Event event = new Event(
                task.getProject(),
                envelope.source(),
                envelope.id(),
                type(task.getStatus()),
                task.getTaskId(),
                task.getAt(),
                Map.of(),
                PlainJson.text(data(task)),
                task.getCausationDepth(),
                now);
        return new Occurrence(event, PlainJson.values(event.data()));
    }

    private static Map<String, @Nullable Object> data(TaskEvent task) {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("task", task.getTaskId());
        data.put("job", task.getJobId());
        data.put("attempt", task.getAttempt());
        data.put("status", task.getStatus().name());
        data.put("node", task.getNode());
        data.put("template", task.getTemplate());
        data.put("method", task.getMethod());
        data.put("reaction", task.getReaction());
        data.put("exitCode", task.getExitCode());
        data.put("reason", task.getReason());
        data.put(
                "startedAt",
                task.getStartedAt() == null ? null : task.getStartedAt().toString());
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("node", task.getNode());
        label(labels, "template", task.getTemplate());
        label(labels, "method", task.getMethod());
        label(labels, "reaction", task.getReaction());
        data.put("labels", labels);
        return data;
    }

    private static void label(Map<String, String> labels, String name, @Nullable String value) {
        if (value != null) {
            labels.put(name, value);
        }
    }
}
