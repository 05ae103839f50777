package io.outrider.stack.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The JVM's archive of a program's classes, read and checked once: with it a service starts in half the time.
 *
 * <p>The JVM writes it when the program ends in good order and there is none that fits; a folder that cannot be written does without.
 *
 * @param file the archive
 * @param program the jar whose age tells whether the archive is of an older build, which the JVM would refuse but not renew
 */
public record ClassArchive(Path file, Path program) {

    /** Returns the JVM's flags, after an archive was deleted that is of an older build or was cut off. */
    public List<String> flags() throws IOException {
        if (Files.exists(file) && (isOlder() || isCutOff())) {
            Files.delete(file);
        }
        // What the JVM says of archives goes to standard output, which is the program's.
        return List.of("-XX:+AutoCreateSharedArchive", "-XX:SharedArchiveFile=" + file, "-Xlog:disable");
    }

    private boolean isOlder() throws IOException {
        return Files.exists(program)
                && Files.getLastModifiedTime(file).compareTo(Files.getLastModifiedTime(program)) < 0;
    }

    /** The JVM writes the header last: until then the file begins with zeros. */
    private boolean isCutOff() throws IOException {
        try (InputStream content = Files.newInputStream(file)) {
            return new String(content.readNBytes(Integer.BYTES), StandardCharsets.ISO_8859_1)
                    .chars()
                    .allMatch(octet -> octet == 0);
        }
    }
}
