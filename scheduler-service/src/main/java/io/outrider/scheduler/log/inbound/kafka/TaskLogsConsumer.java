package io.outrider.scheduler.log.inbound.kafka;

import io.outrider.outbox.Inbox;
import io.outrider.scheduler.job.domain.JobId;
import io.outrider.scheduler.log.application.LogRows;
import io.outrider.scheduler.log.application.Wakeups;
import io.outrider.scheduler.log.domain.Chunk;
import io.outrider.scheduler.log.domain.Stream;
import io.outrider.scheduler.task.domain.TaskId;
import io.outrider.schemas.Topic;
import io.outrider.schemas.avro.TaskLog;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Stores ranges of logs. Idempotent by stream and offset; wakes followers after the commit. */
@ApplicationScoped
class TaskLogsConsumer {

    private final Inbox inbox;
    private final LogRows rows;
    private final Wakeups wakeups;

    TaskLogsConsumer(Inbox inbox, LogRows rows, Wakeups wakeups) {
        this.inbox = inbox;
        this.rows = rows;
        this.wakeups = wakeups;
    }

    @Incoming("task-logs")
    @Blocking
    void receive(ConsumerRecords<String, byte[]> batch) {
        Set<JobId> changed = new HashSet<>();
        inbox.receiveIdempotent("scheduler", Topic.TASK_LOGS, batch, (tx, logs) -> {
            List<Chunk> chunks = logs.stream()
                    .map(log -> chunk(log.value()))
                    .filter(chunk -> chunk.size() > 0)
                    .toList();
            if (!chunks.isEmpty()) {
                rows.store(tx, chunks);
                chunks.forEach(chunk -> changed.add(chunk.job()));
            }
            return List.of();
        });
        wakeups.changed(changed);
    }

    private static Chunk chunk(TaskLog log) {
        return new Chunk(
                new JobId(log.getJobId()),
                new Stream(new TaskId(log.getTaskId()), log.getAttempt(), log.getEpoch()),
                log.getOffset(),
                log.getData(),
                log.getAt());
    }
}
