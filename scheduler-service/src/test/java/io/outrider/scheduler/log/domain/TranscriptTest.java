package io.outrider.scheduler.log.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrider.scheduler.job.domain.JobId;
import io.outrider.scheduler.task.domain.TaskId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TranscriptTest {

    private static final Stream STREAM = new Stream(new TaskId("j-1"), 1, 1);

    private final Transcript transcript = new Transcript();

    /** Each character of the text is one byte. */
    private static Entry entry(long seq, long start, String text) {
        ByteBuffer data = ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
        return new Entry(seq, new Chunk(new JobId("j"), STREAM, start, data, Instant.EPOCH));
    }

    @Test
    void shouldTellACharacterOnceItIsWholeAndWhereItBegan() {
        assertThat(transcript.next(entry(1, 0, "a\u00C3"))).contains(new Piece(1, STREAM, 0, "a"));
        assertThat(transcript.next(entry(2, 2, "\u00BCb"))).contains(new Piece(2, STREAM, 1, "üb"));
    }

    @Test
    void shouldGoOnWithinACharacterThatWasSeenInPart() {
        transcript.seen(entry(1, 0, "a\u00C3"));

        assertThat(transcript.next(entry(2, 2, "\u00BC"))).contains(new Piece(2, STREAM, 1, "ü"));
    }

    @Test
    void shouldReplaceACharacterWhoseOtherBytesWereLost() {
        assertThat(transcript.next(entry(1, 0, "\u00E2"))).isEmpty();
        assertThat(transcript.next(entry(2, 3, "a"))).contains(new Piece(2, STREAM, 0, "\uFFFDa"));
    }

    @Test
    void shouldReplaceTheLastCharacterOfALogThatEndsWithinIt() {
        assertThat(transcript.next(entry(7, 0, "\u00E2\u0082"))).isEmpty();

        assertThat(transcript.cut(7)).containsExactly(new Piece(7, STREAM, 0, "\uFFFD"));
        assertThat(transcript.cut(7)).isEmpty();
    }
}
