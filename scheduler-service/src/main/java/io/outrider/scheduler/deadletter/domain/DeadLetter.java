package io.outrider.scheduler.deadletter.domain;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record that a consumer gave up on, with all its bytes.
 *
 * @param consumer who gave up
 * @param topic where the record came from
 * @param headers as they were
 * @param reason why it could not be decoded or handled
 */
public record DeadLetter(
        String consumer,
        String topic,
        int partition,
        long offset,
        @Nullable ByteBuffer key,
        @Nullable ByteBuffer value,
        Map<String, ByteBuffer> headers,
        String reason,
        Instant at) {}
