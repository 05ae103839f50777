package io.outrider.scheduler.log.domain;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Turns the chunks of several streams into text, each byte once, although a chunk may end within a character: its bytes
 * wait for the next chunk. A reader can leave at any place and go on from there with another transcript, which has to
 * be told only how each stream ended at that place.
 */
public final class Transcript {

    /** A character has at most four bytes in UTF-8, so that at most three of them wait for another. */
    public static final int LONGEST_REST = 3;

    private static final String REPLACEMENT = "\uFFFD";

    /** The first bytes of a character. */
    private record Rest(long start, ByteBuffer bytes) {

        long end() {
            return start + bytes.remaining();
        }
    }

    private final Seam seam = new Seam();
    private final Map<Stream, Rest> rests = new LinkedHashMap<>();
    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);

    /**
     * Takes note of what the reader has seen: of each stream at least the last {@link #LONGEST_REST} bytes, or all if
     * there are fewer, in the order of their offsets.
     */
    public void seen(Entry entry) {
        seam.next(entry).ifPresent(this::text);
    }

    /** Returns the text that the reader has not seen; empty when nothing new is whole. */
    public Optional<Piece> next(Entry entry) {
        return seam.next(entry).map(this::text).filter(piece -> !piece.text().isEmpty());
    }

    /** Returns a replacement for each character whose last bytes never came, to be told when the log is over. */
    public List<Piece> cut(long seq) {
        List<Piece> pieces = rests.entrySet().stream()
                .map(rest -> new Piece(seq, rest.getKey(), rest.getValue().start(), REPLACEMENT))
                .toList();
        rests.clear();
        return pieces;
    }

    private Piece text(Entry fresh) {
        Chunk chunk = fresh.chunk();
        @Nullable Rest rest = rests.remove(chunk.stream());
        if (rest == null) {
            return new Piece(
                    fresh.seq(), chunk.stream(), chunk.start(), decoded(chunk, chunk.start(), ByteBuffer.allocate(0)));
        }
        // Bytes between the two were lost: the character will never be whole.
        String text = rest.end() < chunk.start()
                ? REPLACEMENT + decoded(chunk, chunk.start(), ByteBuffer.allocate(0))
                : decoded(chunk, rest.start(), rest.bytes());
        return new Piece(fresh.seq(), chunk.stream(), rest.start(), text);
    }

    private String decoded(Chunk chunk, long start, ByteBuffer before) {
        ByteBuffer in = ByteBuffer.allocate(before.remaining() + chunk.size());
        in.put(before).put(chunk.data().duplicate()).flip();
        CharBuffer out = CharBuffer.allocate(in.remaining());
        decoder.reset().decode(in, out, false);
        if (in.hasRemaining()) {
            long cut = start + in.position();
            rests.put(
                    chunk.stream(),
                    new Rest(cut, ByteBuffer.allocate(in.remaining()).put(in).flip()));
        }
        return out.flip().toString();
    }
}
