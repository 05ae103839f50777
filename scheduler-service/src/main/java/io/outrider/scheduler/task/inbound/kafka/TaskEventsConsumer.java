package io.outrider.scheduler.task.inbound.kafka;

import io.outrider.outbox.Inbox;
import io.outrider.scheduler.job.domain.JobId;
import io.outrider.scheduler.log.application.Wakeups;
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
import java.util.HashSet;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Feeds what executors report into the loop, each event id once; wakes followers after the commit. */
@ApplicationScoped
class TaskEventsConsumer {

    private final Inbox inbox;
    private final Rounds rounds;
    private final Wakeups wakeups;

    TaskEventsConsumer(Inbox inbox, Rounds rounds, Wakeups wakeups) {
        this.inbox = inbox;
        this.rounds = rounds;
        this.wakeups = wakeups;
    }

    @Incoming("task-events")
    @Blocking
    void receive(ConsumerRecords<String, byte[]> batch) {
        Set<JobId> changed = new HashSet<>();
        inbox.receive("scheduler", Topic.TASK_EVENTS, batch, (tx, events) -> {
            events.forEach(event -> changed.add(new JobId(event.value().getJobId())));
            return rounds.within(
                    tx,
                    events.stream()
                            .<RoundCommand>map(event -> command(event.value()))
                            .toList());
        });
        wakeups.changed(changed);
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
