package io.outrider.stack.supervisor;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;

/**
 * Bounds the logs: a log that has grown too large is kept once as {@code .1} and emptied.
 *
 * <p>The children append to their log, so that they go on at the start of the emptied file; lines written between the
 * copy and the emptying are lost.
 */
record LogLimit(Path logs, long maxBytes) {

    static final long DEFAULT_MAX_BYTES = 64L << 20;

    void apply() throws IOException {
        try (Stream<Path> files = Files.list(logs)) {
            for (Path log :
                    files.filter(file -> file.toString().endsWith(".log")).toList()) {
                if (Files.size(log) > maxBytes) {
                    Files.copy(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
                    FileChannel.open(log, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)
                            .close();
                }
            }
        }
    }
}
