package io.outrider.build.log.domain;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a stream of text into numbered lines and ends it, with a note, where its bytes are used up. Very long lines are
 * cut; a carriage return, which progress bars use, ends a line as well. Not for use by several threads at once.
 */
public final class LogCutter {
    /** Readers hold one line in memory; compilers' longest messages are shorter than this. */
    private static final int LONGEST_LINE = 8 * 1024;

    private final long maxBytes;
    private final StringBuilder pending = new StringBuilder();
    private long bytes;
    private long seq;

    /**
     * Continues a log.
     *
     * @param maxBytes where it ends
     * @param lastSeq number of the line before; 0 at the beginning
     * @param usedBytes bytes of the lines before
     */
    public LogCutter(long maxBytes, long lastSeq, long usedBytes) {
        this.maxBytes = maxBytes;
        this.seq = lastSeq;
        this.bytes = usedBytes;
    }

    /** Takes text and returns the lines that are whole now. */
    public List<LogLine> take(String text) {
        List<LogLine> lines = new ArrayList<>();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n' || c == '\r') {
                cut(c == '\n', lines);
            } else {
                // PostgreSQL's text can't hold NUL.
                pending.append(c == '\0' ? '\uFFFD' : c);
                if (pending.length() >= LONGEST_LINE && !Character.isHighSurrogate(c)) {
                    cut(true, lines);
                }
            }
        }
        return lines;
    }

    /** Returns the last line if it had no end. */
    public List<LogLine> finish() {
        List<LogLine> lines = new ArrayList<>();
        cut(false, lines);
        return lines;
    }

    private void cut(boolean keepEmpty, List<LogLine> lines) {
        if (pending.isEmpty() && !keepEmpty) {
            return;
        }
        String text = pending.toString();
        pending.setLength(0);
        if (bytes >= maxBytes) {
            return;
        }
        // One for the line end.
        bytes += text.getBytes(StandardCharsets.UTF_8).length + 1L;
        seq++;
        lines.add(new LogLine(
                seq,
                bytes < maxBytes ? text : "[The log is longer than " + maxBytes + " bytes; the rest is left out.]"));
    }
}
