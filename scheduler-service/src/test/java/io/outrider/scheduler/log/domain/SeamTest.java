package io.outrider.scheduler.log.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrider.scheduler.job.domain.JobId;
import io.outrider.scheduler.task.domain.TaskId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SeamTest {

    private static final Stream STREAM = new Stream(new TaskId("j-1"), 1, 1);

    private static Entry entry(long start, String text) {
        ByteBuffer data = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        return new Entry(start + 1, new Chunk(new JobId("j"), STREAM, start, data, Instant.EPOCH));
    }

    private static String text(Seam seam, Entry entry) {
        return seam.next(entry)
                .map(fresh -> new String(fresh.chunk().bytes(), StandardCharsets.UTF_8))
                .orElse("");
    }

    @Test
    void shouldShowEachByteOnceThoughRangesOverlap() {
        Seam seam = new Seam();

        assertThat(text(seam, entry(0, "hello "))).isEqualTo("hello ");
        assertThat(text(seam, entry(0, "hello"))).isEmpty();
        assertThat(text(seam, entry(4, "o world"))).isEqualTo("world");
    }
}
