package io.outrider.gateway.attempt.inbound.kafka;

import io.outrider.gateway.attempt.application.AttemptLedger;
import io.outrider.gateway.attempt.application.EnrolledNodes;
import io.outrider.gateway.attempt.application.Step;
import io.outrider.gateway.attempt.application.StepResult;
import io.outrider.gateway.node.application.Replicas;
import io.outrider.gateway.settings.GatewaySettings;
import io.outrider.outbox.Inbox;
import io.outrider.outbox.OpenTransaction;
import io.outrider.outbox.OutgoingMessage;
import io.outrider.outbox.Received;
import io.outrider.schemas.Topic;
import io.outrider.schemas.avro.TaskCommand;
import io.outrider.schemas.avro.TaskCommandKind;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Takes the scheduler's commands. A batch is one transaction; epochs make a second delivery harmless, so event ids need not be
 * remembered. Right after the commit parked polls are served from memory.
 */
@ApplicationScoped
public class TaskCommandsConsumer {

    private static final String EXECUTOR = "remote";

    private final Inbox inbox;
    private final AttemptLedger ledger;
    private final EnrolledNodes nodes;
    private final Replicas replicas;
    private final CommandReader reader;

    TaskCommandsConsumer(
            Inbox inbox,
            AttemptLedger ledger,
            EnrolledNodes nodes,
            Replicas replicas,
            GatewaySettings settings,
            Clock clock) {
        this.inbox = inbox;
        this.ledger = ledger;
        this.nodes = nodes;
        this.replicas = replicas;
        this.reader = new CommandReader(settings.offers().queue(), settings.cancelSlack(), clock);
    }

    @Incoming("task-commands")
    @Blocking
    void receive(ConsumerRecords<String, byte[]> batch) {
        List<StepResult> committed = new ArrayList<>();
        inbox.receiveIdempotent("gateway", Topic.TASK_COMMANDS, batch, (tx, records) -> handle(tx, records, committed));
        replicas.tell(committed);
    }

    private List<OutgoingMessage<?>> handle(
            OpenTransaction tx, List<Received<TaskCommand>> records, List<StepResult> committed) {
        List<Received<TaskCommand>> ours = records.stream()
                .filter(record -> record.value().getExecutor().equals(EXECUTOR))
                .toList();
        Set<String> named = new HashSet<>();
        ours.stream()
                .filter(record -> record.value().getKind() == TaskCommandKind.START)
                .forEach(record -> named.add(record.value().getNode()));
        Set<String> enrolled = nodes.among(tx, named);
        List<Step> steps =
                ours.stream().map(record -> reader.read(record, enrolled)).toList();
        AttemptLedger.Applied applied = ledger.apply(tx, steps);
        committed.addAll(applied.results());
        return applied.messages();
    }
}
