package io.outrider.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.outrider.outbox.RegistryCall.UnansweredException;
import io.outrider.schemas.Topic;
import io.outrider.schemas.avro.TaskLog;
import io.outrider.stack.testing.SharedInfrastructure;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** A registry that takes a request and never answers holds nothing up for long: the request is made again on another connection. */
class RecordCodecTest {

    private static final Duration ANSWER = Duration.ofSeconds(3);

    private static final TaskLog LINE = TaskLog.newBuilder()
            .setTaskId("task")
            .setJobId("job")
            .setAttempt(1)
            .setEpoch(1)
            .setOffset(0)
            .setData(ByteBuffer.wrap(new byte[] {1, 2, 3}))
            .setLast(true)
            .setSha256(null)
            .setAt(Instant.parse("2026-11-22T02:36:53Z"))
            .build();

    private final URI registry = URI.create(SharedInfrastructure.endpoints().registryUrl());

    @Test
    void shouldAskAgainWhenTheRegistryDoesNotAnswer() throws IOException {
        try (SilentProxy proxy = new SilentProxy(registry)) {
            proxy.swallow(1);
            RecordCodec codec = new RecordCodec(proxy.url(), ANSWER);
            codec.warmUp();

            await().atMost(Duration.ofMinutes(1)).until(codec::ready);

            assertThat(proxy.swallowed()).isEqualTo(1);
            assertThat(codec.decode(Topic.TASK_LOGS, codec.encode(Topic.TASK_LOGS, LINE)))
                    .isEqualTo(LINE);
            codec.close();
        }
    }

    @Test
    void shouldNotTakeSilenceForABadRecord() throws IOException {
        try (SilentProxy proxy = new SilentProxy(registry)) {
            RecordCodec codec = new RecordCodec(proxy.url(), ANSWER);
            codec.warmUp();
            await().atMost(Duration.ofMinutes(1)).until(codec::ready);
            byte[] bytes = codec.encode(Topic.TASK_LOGS, LINE);

            proxy.swallow(1);

            assertThatThrownBy(() -> codec.decode(Topic.TASK_LOGS, bytes))
                    .isInstanceOf(UnansweredException.class)
                    .hasMessageContaining("did not answer within PT3S, waiting at ");
            assertThat(codec.decode(Topic.TASK_LOGS, bytes)).isEqualTo(LINE);
            codec.close();
        }
    }
}
