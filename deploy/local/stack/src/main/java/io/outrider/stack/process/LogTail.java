package io.outrider.stack.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Reads the end of a log without reading the rest. */
public final class LogTail {

    /** Enough for the lines that are shown, however long the log is. */
    private static final int WINDOW_BYTES = 256 << 10;

    private LogTail() {}

    /** Returns at most {@code count} last lines, none if the file cannot be read. */
    public static List<String> lastLines(Path log, int count) {
        try (var file = new RandomAccessFile(log.toFile(), "r")) {
            long length = file.length();
            int window = (int) Math.min(WINDOW_BYTES, length);
            byte[] bytes = new byte[window];
            file.seek(length - window);
            file.readFully(bytes);
            List<String> lines =
                    new String(bytes, StandardCharsets.UTF_8).lines().toList();
            return lines.subList(Math.max(0, lines.size() - count), lines.size());
        } catch (IOException unreadable) {
            return List.of();
        }
    }
}
