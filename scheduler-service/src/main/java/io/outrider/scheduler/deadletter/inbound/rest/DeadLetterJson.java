package io.outrider.scheduler.deadletter.inbound.rest;

import io.outrider.scheduler.deadletter.domain.DeadLetter;
import io.outrider.scheduler.deadletter.domain.KeptLetter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A dead letter as users see it; its bytes only when it is shown alone. */
@Schema(name = "DeadLetter")
public record DeadLetterJson(
        long id,
        String consumer,
        String topic,
        int partition,
        long offset,
        @Nullable String key,
        @Nullable String type,
        String reason,
        Instant createdAt,
        @Nullable Instant replayedAt,
        @Nullable String replayedBy,
        @Nullable Map<String, String> headers,
        @Schema(description = "base64") @Nullable String value) {

    static DeadLetterJson line(KeptLetter kept) {
        return of(kept, null, null);
    }

    static DeadLetterJson whole(KeptLetter kept) {
        Map<String, String> headers = new TreeMap<>();
        kept.letter().headers().forEach((name, value) -> headers.put(name, text(value)));
        ByteBuffer value = kept.letter().value();
        String bytes = value == null
                ? null
                : StandardCharsets.ISO_8859_1
                        .decode(Base64.getEncoder().encode(value.duplicate()))
                        .toString();
        return of(kept, headers, bytes);
    }

    private static DeadLetterJson of(KeptLetter kept, @Nullable Map<String, String> headers, @Nullable String value) {
        DeadLetter letter = kept.letter();
        ByteBuffer key = letter.key();
        ByteBuffer type = letter.headers().get("ce_type");
        return new DeadLetterJson(
                kept.id(),
                letter.consumer(),
                letter.topic(),
                letter.partition(),
                letter.offset(),
                key == null ? null : text(key),
                type == null ? null : text(type),
                letter.reason(),
                letter.at(),
                kept.replayedAt(),
                kept.replayedBy(),
                headers,
                value);
    }

    private static String text(ByteBuffer buffer) {
        return StandardCharsets.UTF_8.decode(buffer.duplicate()).toString();
    }
}
