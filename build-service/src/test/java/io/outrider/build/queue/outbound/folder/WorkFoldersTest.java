package io.outrider.build.queue.outbound.folder;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrider.build.configuration.BuildSettings;
import io.outrider.build.testing.TestSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkFoldersTest {
    @TempDir
    Path base;

    @Test
    void shouldRemoveWhatACrashLeft() throws IOException {
        Path left = Files.createDirectories(base.resolve("gone/build-1/content/deep"));
        Files.writeString(left.resolve("file"), "x");

        folders().sweep();

        assertThat(base.resolve("gone")).doesNotExist();
    }

    @Test
    void shouldLeaveRunningInstancesAlone() throws IOException {
        WorkFolders other = folders();
        Path theirs = other.create();

        folders().sweep();

        assertThat(theirs).isDirectory();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(theirs)))
                .isEqualTo("rwx------");
        other.close();
        assertThat(theirs).doesNotExist();
    }

    private WorkFolders folders() {
        BuildSettings settings = TestSettings.of(Map.of("outrider.build.work-dir", base.toString()));
        return new WorkFolders(settings);
    }
}
