package io.outrider.scheduler.log.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrider.scheduler.job.domain.JobId;
import io.outrider.scheduler.task.domain.TaskId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class TranscriptPropertyTest {

    private static final List<Stream> STREAMS =
            List.of(new Stream(new TaskId("j-1"), 1, 1), new Stream(new TaskId("j-2"), 1, 1));

    /** Characters of one to four bytes. */
    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of("a", "\n", "ü", "ß", "€", "漢", "😀", "𝄞")
                .list()
                .ofMinSize(1)
                .ofMaxSize(12)
                .map(characters -> String.join("", characters));
    }

    @Property
    void shouldTellTheSameTextHoweverItIsCutAndResumed(
            @ForAll("texts") String text,
            @ForAll @Size(min = 1, max = 8) List<@IntRange(min = 1, max = 6) Integer> sizes,
            @ForAll @IntRange(max = 4) int repeated,
            @ForAll @IntRange(max = 3) int lost,
            @ForAll @Size(max = 8) Set<@IntRange(max = 20) Integer> drops) {
        byte[] whole = text.getBytes(StandardCharsets.UTF_8);
        byte[] sent = Arrays.copyOf(whole, Math.max(0, whole.length - lost));

        Map<Stream, String> read = read(stored(sent, sizes, repeated), drops);

        String expected = new String(sent, StandardCharsets.UTF_8);
        STREAMS.forEach(stream ->
                assertThat(read.getOrDefault(stream, "")).as("%s", stream).isEqualTo(expected));
    }

    /** The same log twice, chunk by chunk in turn; each chunk repeats some bytes of the one before it. */
    private static List<Entry> stored(byte[] log, List<Integer> sizes, int repeated) {
        List<Entry> entries = new ArrayList<>();
        int end = 0;
        for (int i = 0; end < log.length; i++) {
            int start = Math.max(0, end - repeated);
            end = Math.min(log.length, end + sizes.get(i % sizes.size()));
            for (Stream stream : STREAMS) {
                entries.add(entry(entries.size() + 1, stream, start, Arrays.copyOfRange(log, start, end)));
            }
        }
        return entries;
    }

    private static Entry entry(long seq, Stream stream, long start, byte[] bytes) {
        return new Entry(seq, new Chunk(new JobId("j"), stream, start, ByteBuffer.wrap(bytes), Instant.EPOCH));
    }

    /** Reads as a client does whose connection drops after these pieces, and who goes on behind the last one. */
    private static Map<Stream, String> read(List<Entry> stored, Set<Integer> drops) {
        Map<Stream, String> texts = new HashMap<>();
        Transcript transcript = new Transcript();
        long after = 0;
        int pieces = 0;
        for (int i = 0; i < stored.size(); i++) {
            Optional<Piece> piece = transcript.next(stored.get(i));
            if (piece.isPresent()) {
                take(piece.get(), texts);
                after = piece.get().seq();
                if (drops.contains(pieces++)) {
                    transcript = new Transcript();
                    tails(stored.subList(0, (int) after)).forEach(transcript::seen);
                }
            }
        }
        transcript.cut(after).forEach(piece -> take(piece, texts));
        return texts;
    }

    private static void take(Piece piece, Map<Stream, String> texts) {
        String before = texts.getOrDefault(piece.stream(), "");
        assertThat(piece.offset()).isEqualTo(before.getBytes(StandardCharsets.UTF_8).length);
        texts.put(piece.stream(), before + piece.text());
    }

    /** What the last bytes of each stream are, as the store tells it. */
    private static List<Entry> tails(List<Entry> seen) {
        Map<Stream, Long> ends = new HashMap<>();
        seen.forEach(entry -> ends.merge(entry.chunk().stream(), entry.chunk().end(), Math::max));
        List<Entry> tails = new ArrayList<>();
        for (Entry entry : seen) {
            Chunk chunk = entry.chunk();
            long tail = Math.max(0, ends.getOrDefault(chunk.stream(), 0L) - Transcript.LONGEST_REST);
            if (chunk.end() > tail) {
                tails.add(new Entry(entry.seq(), chunk.start() < tail ? chunk.from(tail) : chunk));
            }
        }
        return tails;
    }
}
