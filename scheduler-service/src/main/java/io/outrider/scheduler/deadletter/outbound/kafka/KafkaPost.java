package io.outrider.scheduler.deadletter.outbound.kafka;

import io.outrider.outbox.RelayProducer;
import io.outrider.scheduler.deadletter.application.Replaying;
import io.outrider.scheduler.deadletter.domain.DeadLetter;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Sends the original bytes and headers, with a header that says it is a replay. */
@ApplicationScoped
class KafkaPost implements Replaying.Post {

    static final String REPLAY_HEADER = "outrider-replay";

    private final RelayProducer producer;

    KafkaPost(RelayProducer producer) {
        this.producer = producer;
    }

    @Override
    public Uni<Void> send(DeadLetter letter) {
        ByteBuffer key = letter.key();
        ProducerRecord<String, byte[]> message = new ProducerRecord<>(
                letter.topic(),
                key == null
                        ? null
                        : StandardCharsets.UTF_8.decode(key.duplicate()).toString(),
                bytes(letter.value()));
        letter.headers().forEach((name, value) -> message.headers().add(name, bytes(value)));
        message.headers().remove(REPLAY_HEADER);
        message.headers().add(REPLAY_HEADER, letter.consumer().getBytes(StandardCharsets.UTF_8));
        Context context = Vertx.currentContext();
        Uni<Void> sent = Uni.createFrom()
                .emitter(answer -> producer.send(message, failure -> {
                    if (failure == null) {
                        answer.complete(null);
                    } else {
                        answer.fail(failure);
                    }
                }));
        return context == null ? sent : sent.emitOn(task -> context.runOnContext(any -> task.run()));
    }

    private static byte @Nullable [] bytes(@Nullable ByteBuffer buffer) {
        if (buffer == null) {
            return null;
        }
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
