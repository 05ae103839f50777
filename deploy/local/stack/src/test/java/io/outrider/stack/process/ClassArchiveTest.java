package io.outrider.stack.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.AutoComplete;

class ClassArchiveTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    Path dir;

    private Path file;
    private Path program;

    @BeforeEach
    void build() throws IOException {
        file = dir.resolve("classes.jsa");
        program = Files.writeString(dir.resolve("program.jar"), "jar");
        Files.setLastModifiedTime(program, FileTime.from(NOW));
    }

    @Test
    void shouldKeepAnArchiveOfThisBuild() throws IOException {
        archive("whole", NOW.plusSeconds(1));

        List<String> flags = new ClassArchive(file, program).flags();

        assertThat(flags).contains("-XX:SharedArchiveFile=" + file);
        assertThat(file).exists();
    }

    @Test
    void shouldDeleteAnArchiveOfAnOlderBuild() throws IOException {
        archive("whole", NOW.minusSeconds(1));

        new ClassArchive(file, program).flags();

        assertThat(file).doesNotExist();
    }

    @Test
    void shouldDeleteAnArchiveThatWasCutOff() throws IOException {
        archive("\0\0\0\0\0\0\0\0", NOW.plusSeconds(1));

        new ClassArchive(file, program).flags();

        assertThat(file).doesNotExist();
    }

    @Test
    void shouldBeWrittenByTheJvmThatFindsNone() throws Exception {
        // Some program in a jar: the JVM archives no classes from folders.
        Class<?> main = AutoComplete.class;
        Path jar =
                Path.of(main.getProtectionDomain().getCodeSource().getLocation().toURI());
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(new ClassArchive(file, program).flags());
        command.addAll(List.of("-cp", jar.toString(), main.getName(), "--version"));

        Process process = new ProcessBuilder(command).inheritIO().start();

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        new ClassArchive(file, program).flags();
        assertThat(file).isNotEmptyFile();
    }

    private void archive(String content, Instant written) throws IOException {
        Files.writeString(file, content);
        Files.setLastModifiedTime(file, FileTime.from(written));
    }
}
