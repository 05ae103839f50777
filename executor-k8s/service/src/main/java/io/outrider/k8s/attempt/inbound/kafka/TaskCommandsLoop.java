package io.outrider.k8s.attempt.inbound.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import io.outrider.k8s.attempt.application.Papers;
import io.outrider.k8s.attempt.application.StartOrder;
import io.outrider.k8s.attempt.application.Suitability;
import io.outrider.k8s.attempt.application.TakingCommands;
import io.outrider.k8s.settings.K8sSettings;
import io.outrider.outbox.BrokerAccess;
import io.outrider.outbox.Received;
import io.outrider.outbox.RecordDecoder;
import io.outrider.outbox.RecordDecoder.Decoded;
import io.outrider.outbox.RecordDecoder.Undecodable;
import io.outrider.outbox.RecordTraces;
import io.outrider.protocol.TaskSpec;
import io.outrider.schemas.Topic;
import io.outrider.schemas.avro.TaskCommand;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Takes the scheduler's commands for this cluster while this replica leads. Commands of one task go one after the other, those of
 * different tasks side by side; offsets are committed once all of a batch are carried out. A cluster that does not answer is waited
 * for.
 */
@ApplicationScoped
public class TaskCommandsLoop {

    private static final Logger LOG = Logger.getLogger(TaskCommandsLoop.class);
    private static final int SIDE_BY_SIDE = 16;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final Map<String, Object> kafka;
    private final RecordDecoder decoder;
    private final TakingCommands commands;
    private final K8sSettings settings;
    private final RecordTraces traces;
    private final MeterRegistry meters;
    private final Semaphore room = new Semaphore(SIDE_BY_SIDE);
    private final Object carrying = new Object();
    private boolean isCarrying;
    private volatile @Nullable Thread thread;
    private volatile @Nullable KafkaConsumer<String, byte[]> consumer;
    private volatile boolean closed = true;

    TaskCommandsLoop(
            BrokerAccess kafka,
            RecordDecoder decoder,
            TakingCommands commands,
            K8sSettings settings,
            RecordTraces traces,
            MeterRegistry meters) {
        this.kafka = kafka.settings();
        this.decoder = decoder;
        this.commands = commands;
        this.settings = settings;
        this.traces = traces;
        this.meters = meters;
    }

    /** Begins to take commands. */
    public synchronized void start() {
        closed = false;
        thread = Thread.ofPlatform().name("task-commands").start(this::run);
    }

    /** Takes no more; what was taken and not carried out comes again, to whoever leads. */
    public synchronized void stop() throws InterruptedException {
        closed = true;
        KafkaConsumer<String, byte[]> current = consumer;
        if (current != null) {
            current.wakeup();
        }
        if (thread != null) {
            giveUp();
            thread.join();
            thread = null;
        }
    }

    /** Interrupts what is being carried out, and nothing else: a consumer that is interrupted cannot leave its group in order. */
    private void giveUp() {
        synchronized (carrying) {
            if (thread != null && isCarrying) {
                thread.interrupt();
            }
        }
    }

    private void isCarrying(boolean now) {
        synchronized (carrying) {
            isCarrying = now;
            if (!now && Thread.interrupted()) {
                LOG.debug("Stopped in the middle of a batch");
            }
        }
    }

    private void run() {
        while (!closed) {
            try (KafkaConsumer<String, byte[]> current = new KafkaConsumer<>(
                            configuration(), new StringDeserializer(), new ByteArrayDeserializer());
                    KafkaClientMetrics metrics = new KafkaClientMetrics(current)) {
                metrics.bindTo(meters);
                consumer = current;
                current.subscribe(List.of(Topic.TASK_COMMANDS_NAME));
                while (!closed) {
                    ConsumerRecords<String, byte[]> batch = current.poll(Duration.ofSeconds(1));
                    if (!batch.isEmpty()) {
                        carryOut(batch);
                        current.commitSync();
                    }
                }
            } catch (WakeupException | InterruptException | InterruptedException e) {
                LOG.debug("Stopped to take commands");
            } catch (RuntimeException e) {
                LOG.errorf(e, "Expected to take commands, but it failed; beginning again");
                pause(3);
            } finally {
                consumer = null;
            }
        }
    }

    private void carryOut(ConsumerRecords<String, byte[]> batch) throws InterruptedException {
        isCarrying(true);
        try {
            if (closed) {
                throw new InterruptedException();
            }
            handle(batch);
        } finally {
            isCarrying(false);
        }
    }

    private Map<String, Object> configuration() {
        Map<String, Object> configuration = new HashMap<>(kafka);
        configuration.put("group.id", "executor-" + settings.name());
        // As the channels of other services are called, which their lag is shown by.
        configuration.put("client.id", "kafka-consumer-task-commands");
        configuration.put("enable.auto.commit", false);
        configuration.put("auto.offset.reset", "earliest");
        configuration.put("max.poll.records", 100);
        configuration.put("session.timeout.ms", 10_000);
        configuration.put("heartbeat.interval.ms", 3_000);
        // A cluster that does not answer is waited for in the middle of a batch.
        configuration.put("max.poll.interval.ms", (int) Duration.ofHours(24).toMillis());
        return configuration;
    }

    private void handle(ConsumerRecords<String, byte[]> batch) throws InterruptedException {
        Map<String, List<Received<TaskCommand>>> byTask = new LinkedHashMap<>();
        for (ConsumerRecord<String, byte[]> raw : batch) {
            switch (decoder.decode(Topic.TASK_COMMANDS, raw)) {
                case Decoded<TaskCommand>(Received<TaskCommand> record) -> {
                    if (record.value().getExecutor().equals(settings.name())) {
                        byTask.computeIfAbsent(record.value().getTaskId(), task -> new ArrayList<>())
                                .add(record);
                    }
                }
                // Whose it was cannot be known; the gateway reads the same topic and keeps it as a dead letter.
                case Undecodable<TaskCommand>(String reason) -> {
                    if (closed) {
                        // It was the stop that kept it from being read.
                        throw new InterruptedException();
                    }
                    LOG.warnf("Passed over a command at %d-%d: %s", raw.partition(), raw.offset(), reason);
                }
            }
        }
        try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            byTask.values().forEach(records -> running.add(workers.submit(() -> inTurn(records))));
            try {
                for (Future<?> each : running) {
                    each.get();
                }
            } catch (ExecutionException e) {
                throw new IllegalStateException(e.getCause());
            } catch (InterruptedException e) {
                workers.shutdownNow();
                throw e;
            }
        }
    }

    private Void inTurn(List<Received<TaskCommand>> records) throws InterruptedException {
        room.acquire();
        try {
            for (Received<TaskCommand> record : records) {
                untilDone(record);
            }
            return null;
        } finally {
            room.release();
        }
    }

    private void untilDone(Received<TaskCommand> received) throws InterruptedException {
        RecordTraces.Batch batch = traces.batch();
        try {
            untilDoneWithin(batch.follow(received));
        } finally {
            batch.end();
        }
    }

    private void untilDoneWithin(Received<TaskCommand> record) throws InterruptedException {
        for (int attempt = 0; ; attempt++) {
            try {
                carryOut(record);
                return;
            } catch (RuntimeException e) {
                if (closed || Thread.currentThread().isInterrupted()) {
                    throw new InterruptedException();
                }
                LOG.warnf(
                        "Expected to carry out a command for %s, but %s; trying again",
                        record.value().getTaskId(), e.getMessage());
                pause(attempt);
            }
        }
    }

    private void carryOut(Received<TaskCommand> record) {
        TaskCommand command = record.value();
        Papers papers = CommandReader.papers(record);
        switch (command.getKind()) {
            case START -> start(papers, command);
            case CANCEL -> commands.cancel(papers, command.getReason() == null ? "cancelled" : command.getReason());
            case UNKNOWN ->
                commands.refuse(
                        papers,
                        "Expected a command of kind START or CANCEL, but this one is unknown here;"
                                + " a newer scheduler needs a newer executor");
        }
    }

    private void start(Papers papers, TaskCommand command) {
        TaskSpec spec;
        try {
            spec = CommandReader.spec(command, papers.causation().traceparent());
        } catch (IllegalArgumentException e) {
            commands.refuse(papers, "the task cannot be understood: " + e.getMessage());
            return;
        }
        String refusal = Suitability.refusal(spec);
        if (refusal != null) {
            commands.refuse(papers, refusal);
        } else {
            commands.start(new StartOrder(papers, spec), command.getAt());
        }
    }

    private static void pause(int attempt) {
        try {
            Thread.sleep(Math.min(LONGEST_PAUSE.toMillis(), 100L << Math.min(attempt, 6)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
