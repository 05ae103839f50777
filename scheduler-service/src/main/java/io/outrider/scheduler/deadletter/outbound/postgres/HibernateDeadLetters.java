package io.outrider.scheduler.deadletter.outbound.postgres;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.outrider.outbox.Columns;
import io.outrider.outbox.OpenTransaction;
import io.outrider.scheduler.deadletter.application.DeadLetterRows;
import io.outrider.scheduler.deadletter.domain.DeadLetter;
import io.outrider.scheduler.deadletter.domain.KeptLetter;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** The table dead_letter: batches through the reactive client, all else through Hibernate Reactive. */
@ApplicationScoped
class HibernateDeadLetters implements DeadLetterRows {

    private static final TypeReference<Map<String, byte[]>> HEADERS = new TypeReference<>() {};

    private static final String KEEP = """
            insert into dead_letter (consumer, topic, part, start, key, value, headers, reason, at)
            select * from unnest($1::text[], $2::text[], $3::int[], $4::bigint[], $5::bytea[], $6::bytea[], $7::text[],
                $8::text[], $9::timestamptz[])
            on conflict (consumer, topic, part, start) do update set reason = excluded.reason, at = excluded.at""";

    private static final String LIST = """
            from DeadLetterRow d where d.id < :before
            and (cast(:topic as String) is null or d.topic = :topic)
            order by d.id desc""";

    private final Mutiny.SessionFactory sessions;
    private final ObjectMapper json;

    HibernateDeadLetters(Mutiny.SessionFactory sessions, ObjectMapper json) {
        this.sessions = sessions;
        this.json = json;
    }

    @Override
    public void keep(OpenTransaction tx, List<DeadLetter> letters) {
        record Place(String consumer, String topic, int partition, long offset) {}
        Map<Place, DeadLetter> last = new LinkedHashMap<>();
        letters.forEach(letter ->
                last.put(new Place(letter.consumer(), letter.topic(), letter.partition(), letter.offset()), letter));
        tx.preparedQuery(KEEP)
                .executeAndAwait(Columns.of(last.values())
                        .text(DeadLetter::consumer)
                        .text(DeadLetter::topic)
                        .integer(DeadLetter::partition)
                        .bigint(DeadLetter::offset)
                        .bytes(letter -> bytes(letter.key()))
                        .bytes(letter -> bytes(letter.value()))
                        .text(letter -> written(letter.headers()))
                        .text(DeadLetter::reason)
                        .time(DeadLetter::at)
                        .tuple());
    }

    @Override
    public Uni<@Nullable KeptLetter> find(long id) {
        return sessions.withSession(session -> session.find(DeadLetterRow.class, id))
                .map(row -> row == null ? null : letter(row));
    }

    @Override
    public Uni<List<KeptLetter>> list(@Nullable String topic, long before, int limit) {
        return sessions.withSession(session -> session.createSelectionQuery(LIST, DeadLetterRow.class)
                        .setParameter("before", before)
                        .setParameter("topic", topic)
                        .setMaxResults(limit)
                        .getResultList())
                .map(rows -> rows.stream().map(this::letter).toList());
    }

    @Override
    public Uni<Void> replayed(long id, String by, Instant at) {
        return sessions.withTransaction(session -> session.find(DeadLetterRow.class, id)
                .onItem()
                .ifNotNull()
                .invoke(row -> {
                    row.replayedAt = Columns.offset(at);
                    row.replayedBy = by;
                })
                .replaceWithVoid());
    }

    private KeptLetter letter(DeadLetterRow row) {
        Map<String, ByteBuffer> headers = new HashMap<>();
        read(row.headers).forEach((name, value) -> headers.put(name, ByteBuffer.wrap(value)));
        return new KeptLetter(
                row.id,
                new DeadLetter(
                        row.consumer,
                        row.topic,
                        row.part,
                        row.start,
                        row.key == null ? null : ByteBuffer.wrap(row.key),
                        row.value == null ? null : ByteBuffer.wrap(row.value),
                        headers,
                        row.reason,
                        row.at.toInstant()),
                Columns.instant(row.replayedAt),
                row.replayedBy);
    }

    private static byte @Nullable [] bytes(@Nullable ByteBuffer buffer) {
        if (buffer == null) {
            return null;
        }
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    private String written(Map<String, ByteBuffer> headers) {
        Map<String, byte[]> raw = new HashMap<>();
        headers.forEach((name, value) -> raw.put(name, bytes(value)));
        try {
            return json.writeValueAsString(raw);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Expected headers to have a JSON form, but they have none", e);
        }
    }

    private Map<String, byte[]> read(String text) {
        try {
            return json.readValue(text, HEADERS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Expected stored headers to be readable, but they are not", e);
        }
    }
}
