package io.outrider.outbox;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Takes messages into the transaction that causes them. They are published right after the commit and, when the process dies in
 * between, after the next start; in the order of their keys.
 *
 * <p>A message that replaces state under the same key must be appended after the row of that key was locked or written in the same
 * transaction: that is what makes the order of ids the order of commits.
 */
@ApplicationScoped
public class Outbox {

    private static final String INSERT = """
            insert into outbox (topic, key, value, headers)
            select * from unnest($1::text[], $2::text[], $3::bytea[], $4::text[])""";

    private final RecordCodec codec;
    private final Relay relay;

    Outbox(RecordCodec codec, Relay relay) {
        this.codec = codec;
        this.relay = relay;
    }

    /** Appends messages in a transaction of the reactive client; its commit waits for them. */
    public void append(OpenTransaction transaction, List<OutgoingMessage<?>> messages) {
        if (messages.isEmpty()) {
            return;
        }
        List<OutboxEntry> entries = messages.stream().map(this::encode).toList();
        transaction.send(
                INSERT,
                Tuple.of(
                        entries.stream().map(OutboxEntry::topic).toArray(String[]::new),
                        entries.stream().map(OutboxEntry::key).toArray(String[]::new),
                        entries.stream()
                                .map(entry -> Buffer.buffer(entry.value()))
                                .toArray(Buffer[]::new),
                        entries.stream().map(OutboxEntry::headers).toArray(String[]::new)));
    }

    /** Appends messages in a transaction of Hibernate Reactive. */
    public Uni<Void> append(Mutiny.Session session, List<OutgoingMessage<?>> messages) {
        return session.persistAll(messages.stream().map(this::encode).toArray());
    }

    /** Says that a transaction with messages was committed: they are published now. */
    public void committed() {
        relay.wake();
    }

    /** Says that a transaction was committed whose messages may wait a moment for others: see {@link Relay#CALM}. */
    void committedCalmly() {
        relay.wakeCalmly();
    }

    private <T extends SpecificRecord> OutboxEntry encode(OutgoingMessage<T> message) {
        JsonObject headers = new JsonObject();
        message.envelope()
                .toHeaders()
                .forEach(header -> headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        return new OutboxEntry(
                message.topic().name(),
                message.key(),
                codec.encode(message.topic(), message.value()),
                headers.encode());
    }
}
