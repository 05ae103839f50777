package io.outrider.k8s.attempt.outbound.kafka;

import io.outrider.k8s.attempt.application.Announcing;
import io.outrider.k8s.attempt.application.Papers;
import io.outrider.k8s.attempt.application.Result;
import io.outrider.k8s.attempt.domain.Outcome;
import io.outrider.schemas.Envelope;
import io.outrider.schemas.Topic;
import io.outrider.schemas.avro.TaskArtifact;
import io.outrider.schemas.avro.TaskEvent;
import io.outrider.schemas.avro.TaskStatus;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * Words about attempts on their topic. An event's id follows from the attempt and what it says, and every last word about an attempt
 * has the same id: said again after a restart, it is dropped by whoever has heard it.
 */
@ApplicationScoped
public class TaskNews implements Announcing {

    private final Post post;

    TaskNews(Post post) {
        this.post = post;
    }

    @Override
    public void accepted(Papers papers, Instant now) {
        send(papers, event(papers, now).setStatus(TaskStatus.ACCEPTED).build(), "accepted", now);
    }

    @Override
    public void started(Papers papers, Instant startedAt, Instant now) {
        TaskEvent event = event(papers, now)
                .setStatus(TaskStatus.RUNNING)
                .setStartedAt(startedAt)
                .build();
        send(papers, event, "running", now);
    }

    @Override
    public void ended(Papers papers, Ending ending, Instant now) {
        Result result = ending.result();
        TaskEvent event = event(papers, now)
                .setStatus(status(ending.outcome()))
                .setExitCode(ending.exitCode())
                .setReason(ending.reason())
                .setOutputs(result != null && ending.outcome() == Outcome.SUCCEEDED ? result.outputs() : null)
                .setArtifacts(
                        result == null
                                ? List.of()
                                : result.artifacts().stream()
                                        .map(each -> new TaskArtifact(each.name(), each.sha256(), each.size()))
                                        .toList())
                .setLogSize(ending.logSize())
                .setStartedAt(ending.startedAt())
                .build();
        send(papers, event, "ended", now);
    }

    private static TaskEvent.Builder event(Papers papers, Instant now) {
        return TaskEvent.newBuilder()
                .setTaskId(papers.key().task())
                .setJobId(papers.job())
                .setAttempt(papers.key().attempt())
                .setEpoch(papers.key().epoch())
                .setNode(papers.node())
                .setProject(papers.part().project())
                .setTemplate(papers.part().template())
                .setMethod(papers.part().method())
                .setReaction(papers.part().reaction())
                .setCausationDepth(papers.part().causationDepth())
                .setAt(now);
    }

    private void send(Papers papers, TaskEvent event, String phase, Instant now) {
        String id = UUID.nameUUIDFromBytes(("k8s/" + papers.key() + "/" + phase).getBytes(StandardCharsets.UTF_8))
                .toString();
        String type = "io.outrider.task."
                + event.getStatus().name().toLowerCase(Locale.ROOT).replace('_', '-');
        Envelope envelope = Post.envelope(papers, id, type, now);
        post.send(Topic.TASK_EVENTS, papers.job(), event, envelope);
    }

    private static TaskStatus status(Outcome outcome) {
        return switch (outcome) {
            case SUCCEEDED -> TaskStatus.SUCCEEDED;
            case FAILED -> TaskStatus.FAILED;
            case TIMED_OUT -> TaskStatus.TIMED_OUT;
            case CANCELLED -> TaskStatus.CANCELLED;
            case REFUSED -> TaskStatus.REFUSED;
            case LOST -> TaskStatus.LOST;
        };
    }
}
