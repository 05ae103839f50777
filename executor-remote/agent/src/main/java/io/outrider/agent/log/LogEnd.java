package io.outrider.agent.log;

import io.outrider.redaction.Redactor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;

/** The last lines of a log: the most likely reason of a failure. */
final class LogEnd {

    private LogEnd() {}

    static String lastLines(Path file, Set<String> hidden, int lines, int bytes) throws IOException {
        if (!Files.exists(file)) {
            return "";
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long size = channel.size();
            // A hidden text that begins before the part must not show its end.
            int longest =
                    hidden.stream().mapToInt(text -> 4 * text.length()).max().orElse(0);
            long from = Math.max(0, size - bytes - longest);
            ByteBuffer buffer = ByteBuffer.allocate((int) (size - from));
            channel.read(buffer, from);
            byte[] shown = new Redactor(hidden).next(buffer.array(), buffer.position(), true);
            int start = Math.max(0, shown.length - bytes);
            List<String> all = new String(shown, start, shown.length - start, StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return String.join("\n", all.subList(Math.max(0, all.size() - lines), all.size()));
        }
    }
}
