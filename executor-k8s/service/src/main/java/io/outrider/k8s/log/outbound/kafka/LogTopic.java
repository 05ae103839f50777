package io.outrider.k8s.log.outbound.kafka;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.outrider.k8s.attempt.application.Papers;
import io.outrider.k8s.attempt.outbound.kafka.Post;
import io.outrider.k8s.log.application.LogSink;
import io.outrider.schemas.Topic;
import io.outrider.schemas.avro.TaskLog;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Puts ranges of logs onto their topic. A range may come twice; its readers go by offset. */
@ApplicationScoped
public class LogTopic implements LogSink {

    private static final int CHUNK_BYTES = 256 * 1024;

    private final Post post;
    private final Clock clock;
    private final Counter bytes;

    LogTopic(Post post, Clock clock, MeterRegistry meters) {
        this.post = post;
        this.clock = clock;
        this.bytes = meters.counter("outrider.k8s.log.bytes");
    }

    @Override
    public void publish(Papers papers, long offset, byte[] data, boolean last, @Nullable String sha256) {
        int from = 0;
        do {
            int to = Math.min(data.length, from + CHUNK_BYTES);
            boolean end = last && to == data.length;
            send(papers, offset + from, Arrays.copyOfRange(data, from, to), end, end ? sha256 : null);
            from = to;
        } while (from < data.length);
        bytes.increment(data.length);
    }

    private void send(Papers papers, long offset, byte[] data, boolean last, @Nullable String sha256) {
        Instant now = clock.instant();
        TaskLog value = TaskLog.newBuilder()
                .setTaskId(papers.key().task())
                .setJobId(papers.job())
                .setAttempt(papers.key().attempt())
                .setEpoch(papers.key().epoch())
                .setOffset(offset)
                .setData(ByteBuffer.wrap(data))
                .setLast(last)
                .setSha256(sha256)
                .setAt(now)
                .build();
        String id = UUID.randomUUID().toString();
        post.send(Topic.TASK_LOGS, papers.job(), value, Post.envelope(papers, id, "io.outrider.task.logged", now));
    }
}
