package io.outrider.k8s.log.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ShownLogTest {

    private static final long PLENTY = 1 << 20;

    @Test
    void shouldTakeTimesAway() throws Exception {
        ShownLog log = new ShownLog(Set.of(), null, 0, PLENTY);

        assertThat(read(log, line(1, "hello\n") + line(2, "wörld\n"), 1)).isEqualTo("hello\nwörld\n");
        byte[] digest = MessageDigest.getInstance("SHA-256").digest("hello\nwörld\n".getBytes(StandardCharsets.UTF_8));
        assertThat(log.sha256Text()).isEqualTo(HexFormat.of().formatHex(digest));
        assertThat(log.offset()).isEqualTo(13);
    }

    @Test
    void shouldHideTextsAcrossCuts() {
        ShownLog log = new ShownLog(Set.of("s3cret"), null, 0, PLENTY);

        assertThat(read(log, line(1, "a s3cret b\n"), 3)).isEqualTo("a *** b\n");
    }

    @Test
    void shouldGoOnWhereItStopped() {
        String all = line(1, "one\n") + line(2, "two\n") + line(2, "three\n");
        ShownLog before = new ShownLog(Set.of(), null, 0, PLENTY);
        feed(before, line(1, "one\n") + line(2, "two\n"), 4);
        before.take();
        LogMark mark = Objects.requireNonNull(before.mark());

        ShownLog after = new ShownLog(Set.of(), LogMark.parse(mark.text()), mark.offset(), PLENTY);

        assertThat(read(after, all, 5)).isEqualTo("three\n");
        assertThat(after.sha256Text()).isNotNull();
    }

    @Test
    void shouldGoOnWhereTheMachineDroppedTheBeginning() {
        LogMark mark = new LogMark(100, time(1), time(5), 1);
        String rest = line(4, "old\n") + line(5, "told\n") + line(5, "same time\n") + line(6, "new\n");

        ShownLog log = new ShownLog(Set.of(), mark, 100, PLENTY);

        assertThat(read(log, rest, 7)).isEqualTo("same time\nnew\n");
        assertThat(log.offset()).isEqualTo(114);
        assertThat(log.sha256Text()).isNull();
    }

    @Test
    void shouldSayThatLinesMayBeMissing() {
        LogMark mark = new LogMark(100, time(1), time(3), 1);

        ShownLog log = new ShownLog(Set.of(), mark, 100, PLENTY);

        assertThat(read(log, line(5, "new\n"), 7))
                .isEqualTo("[lines may be missing here: the machine has dropped what was written between " + time(3)
                        + " and " + time(5) + "]\nnew\n");
        assertThat(log.sha256Text()).isNull();
    }

    @Test
    void shouldLoseNothingOfWhatComesAfterMissingLines() {
        LogMark mark = new LogMark(100, time(1), time(3), 1);

        ShownLog log = new ShownLog(Set.of(), mark, 104, PLENTY);

        assertThat(read(log, line(5, "new\n"), 7))
                .startsWith("\n[lines may be missing here")
                .endsWith("]\nnew\n");
    }

    @Test
    void shouldSayThatAllIsGone() {
        ShownLog log = new ShownLog(Set.of(), new LogMark(100, time(1), time(3), 1), 100, PLENTY);

        assertThat(read(log, "", 7)).contains("between " + time(3) + " and the end]\n");
    }

    @Test
    void shouldSayOnceThatLinesMayBeMissing() {
        String rest = line(5, "new\n");
        ShownLog before = new ShownLog(Set.of(), new LogMark(100, time(1), time(3), 1), 100, PLENTY);
        feed(before, rest, 7);
        before.take();
        LogMark mark = Objects.requireNonNull(before.mark());

        ShownLog after = new ShownLog(Set.of(), mark, before.offset(), PLENTY);

        assertThat(read(after, rest + line(6, "more\n"), 7)).isEqualTo("more\n");
    }

    @Test
    void shouldNotTellAgainWhatWasToldAfterTheMark() {
        LogMark mark = new LogMark(4, time(1), time(1), 1);

        ShownLog log = new ShownLog(Set.of(), mark, 8, PLENTY);

        assertThat(read(log, line(1, "one\n") + line(2, "two\n") + line(3, "new\n"), 6))
                .isEqualTo("new\n");
    }

    @Test
    void shouldCutWhatIsTooLong() {
        ShownLog log = new ShownLog(Set.of(), null, 0, 10);

        assertThat(read(log, line(1, "0123456789\n") + line(2, "more\n"), 100))
                .isEqualTo("0123456789\n\n[the log was cut after 0 MiB]\n");
    }

    @Test
    void shouldKeepWhatHasNoTime() {
        ShownLog log = new ShownLog(Set.of(), null, 0, PLENTY);

        assertThat(read(log, line(1, "one\n") + "failed to watch file\n", 2)).isEqualTo("one\nfailed to watch file\n");
    }

    @Test
    void shouldNotMarkTheMiddleOfALine() {
        ShownLog log = new ShownLog(Set.of(), null, 0, PLENTY);
        feed(log, line(1, "half"), 100);
        log.take();

        @Nullable LogMark mark = log.mark();

        assertThat(mark).isNull();
        assertThat(List.of(log.lastLines(5))).containsExactly("half");
    }

    private static String read(ShownLog log, String text, int cut) {
        ByteArrayOutputStream shown = new ByteArrayOutputStream();
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int from = 0; from < bytes.length; from += cut) {
            int length = Math.min(cut, bytes.length - from);
            byte[] part = new byte[length];
            System.arraycopy(bytes, from, part, 0, length);
            log.feed(part, length);
            shown.writeBytes(log.take());
        }
        log.end();
        shown.writeBytes(log.take());
        return shown.toString(StandardCharsets.UTF_8);
    }

    private static void feed(ShownLog log, String text, int cut) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int from = 0; from < bytes.length; from += cut) {
            byte[] part = java.util.Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + cut));
            log.feed(part, part.length);
        }
    }

    private static String line(int second, String text) {
        return time(second) + " " + text;
    }

    private static String time(int second) {
        return "2026-11-21T12:00:0" + second + ".123456789Z";
    }
}
