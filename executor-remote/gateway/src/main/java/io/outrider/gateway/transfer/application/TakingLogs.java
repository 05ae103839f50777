package io.outrider.gateway.transfer.application;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.outrider.gateway.transfer.outbound.kafka.LogTopic;
import io.outrider.gateway.transfer.outbound.postgres.TransferTable;
import io.outrider.protocol.TaskRef;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;

/**
 * Takes log chunks: onto the topic first, confirmed by all its replicas, then into the table how far the log has come, then the
 * answer. A crash in between means that a range is on the topic twice; its readers go by offset.
 */
@Startup
@ApplicationScoped
public class TakingLogs {

    /** Chunks of one log come one after the other; of different logs side by side, most of the time. */
    private static final int STRIPES = 256;

    private final TransferTable table;
    private final LogTopic topic;
    private final Counter bytes;
    private final ReentrantLock[] locks =
            IntStream.range(0, STRIPES).mapToObj(i -> new ReentrantLock()).toArray(ReentrantLock[]::new);

    TakingLogs(TransferTable table, LogTopic topic, MeterRegistry meters) {
        this.table = table;
        this.topic = topic;
        this.bytes = meters.counter("outrider.gateway.log.bytes");
    }

    /** What became of a chunk. */
    public sealed interface Result {

        /** So many bytes of the log are there. */
        record Accepted(long bytes) implements Result {}

        /** There is a gap: go on from here. */
        record Rewind(long bytes) implements Result {}

        /** The attempt is not this node's. */
        record Gone() implements Result {}
    }

    /** Takes a chunk; waits for the database and for Kafka. */
    public Result take(String node, LogChunk chunk) {
        ReentrantLock lock = locks[Math.floorMod(chunk.ref().hashCode(), STRIPES)];
        lock.lock();
        try {
            Optional<LogStanding> standing = table.log(chunk.ref(), node);
            return standing.isEmpty() ? new Result.Gone() : take(chunk, standing.get());
        } finally {
            lock.unlock();
        }
    }

    private Result take(LogChunk chunk, LogStanding standing) {
        long accepted = standing.accepted();
        if (chunk.offset() > accepted) {
            return new Result.Rewind(accepted);
        }
        boolean nothingNew = chunk.end() < accepted || (chunk.end() == accepted && !chunk.last());
        if (nothingNew) {
            return new Result.Accepted(accepted);
        }
        LogChunk fresh = chunk.from(accepted);
        topic.publish(fresh, standing);
        bytes.increment(fresh.data().length);
        return new Result.Accepted(advance(chunk.ref(), fresh.end()));
    }

    private long advance(TaskRef ref, long end) {
        table.advance(ref, end);
        return end;
    }
}
