package io.outrider.stack.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackDirectoryTest {

    @Test
    void shouldLetOnlyTheOwnerIn(@TempDir Path parent) throws Exception {
        // given
        var directory = new StackDirectory(parent.resolve("data"));

        // when
        directory.create();
        String secret = directory.secret("postgres.password");

        // then
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.root())))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(directory.root().resolve("postgres.password"))))
                .isEqualTo("rw-------");
        assertThat(directory.secret("postgres.password")).isEqualTo(secret).hasSize(48);
    }

    @Test
    void shouldDeleteItsOwnDataAndNothingElse(@TempDir Path parent) throws Exception {
        // given
        Path outside = Files.createDirectory(parent.resolve("outside"));
        Files.writeString(outside.resolve("precious"), "kept");
        var directory = new StackDirectory(parent.resolve("data"));
        directory.create();
        Files.createDirectories(directory.artifacts());
        Files.createSymbolicLink(directory.artifacts().resolve("link"), outside);
        Files.writeString(directory.root().resolve("notes-of-the-user"), "kept");

        // when
        directory.clear();

        // then
        assertThat(directory.artifacts()).doesNotExist();
        assertThat(directory.root().resolve("notes-of-the-user")).exists();
        assertThat(outside.resolve("precious")).exists();
    }
}
