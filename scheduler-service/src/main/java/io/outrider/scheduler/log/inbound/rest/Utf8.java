package io.outrider.scheduler.log.inbound.rest;

import io.outrider.scheduler.log.domain.Chunk;
import io.outrider.scheduler.log.domain.Stream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Turns ranges of bytes into text although a range may end within a character: its bytes wait for the next range. */
final class Utf8 {

    private static final int LONGEST = 4;

    private final Map<Stream, ByteBuffer> rests = new HashMap<>();
    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);

    String text(Chunk chunk) {
        ByteBuffer rest = rests.getOrDefault(chunk.stream(), ByteBuffer.allocate(0));
        ByteBuffer in = ByteBuffer.allocate(rest.remaining() + chunk.size());
        in.put(rest).put(chunk.data().duplicate()).flip();
        CharBuffer out = CharBuffer.allocate(in.remaining() + LONGEST);
        decoder.reset().decode(in, out, false);
        rests.put(chunk.stream(), in.slice());
        return out.flip().toString();
    }
}
