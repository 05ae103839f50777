package io.outrider.scheduler.task.inbound.kafka;

import io.outrider.outbox.Inbox;
import io.outrider.scheduler.node.domain.NodeName;
import io.outrider.scheduler.round.application.RoundCommand;
import io.outrider.scheduler.round.application.Rounds;
import io.outrider.scheduler.task.domain.Artifact;
import io.outrider.scheduler.task.domain.Fence;
import io.outrider.scheduler.task.domain.Outcome;
import io.outrider.scheduler.task.domain.TaskId;
import io.outrider.scheduler.task.domain.TaskMessage.Report;
import io.outrider.scheduler.task.domain.TaskMessage.Word;
import io.outrider.schemas.Topic;
import io.outrider.schemas.avro.TaskEvent;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Feeds what executors report into the loop, each event id once. */
@ApplicationScoped
class TaskEventsConsumer {

    private final Inbox inbox;
    private final Rounds rounds;

    TaskEventsConsumer(Inbox inbox, Rounds rounds) {
        this.inbox = inbox;
        this.rounds = rounds;
    }

    @Incoming("task-events")
    @Blocking
    void receive(ConsumerRecords<String, byte[]> batch) {
        inbox.receive(
                "scheduler",
                Topic.TASK_EVENTS,
                batch,
                (tx, events) -> rounds.within(
                        tx,
                        events.stream()
                                .<RoundCommand>map(event -> command(event.value()))
                                .toList()));
    }

    private static RoundCommand command(TaskEvent event) {
        return new RoundCommand.Tell(
                new TaskId(event.getTaskId()),
                new Report(
                        new Fence(event.getAttempt(), event.getEpoch()),
                        new NodeName(event.getNode()),
                        word(event),
                        event.getStartedAt()));
    }

    private static Word word(TaskEvent event) {
        return switch (event.getStatus()) {
            case ACCEPTED -> new Word.Accepted();
            case RUNNING -> new Word.Running();
            case SUCCEEDED -> new Word.Succeeded(outcome(event));
            case FAILED -> new Word.Failed(event.getReason(), outcome(event));
            case TIMED_OUT -> new Word.TimedOut(event.getReason(), outcome(event));
            case CANCELLED -> new Word.Cancelled(event.getReason(), outcome(event));
            case REFUSED -> new Word.Refused(event.getReason());
            case LOST -> new Word.Lost(event.getReason());
            case UNKNOWN ->
                throw new IllegalArgumentException(
                        "Expected a known status of task " + event.getTaskId() + ", but was UNKNOWN");
        };
    }

    private static Outcome outcome(TaskEvent event) {
        return new Outcome(
                event.getExitCode(),
                event.getOutputs(),
                event.getArtifacts().stream()
                        .map(artifact -> new Artifact(artifact.getName(), artifact.getSha256(), artifact.getSize()))
                        .toList(),
                event.getLogSize());
    }
}
