package io.outrider.artifacts.folder;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrider.artifacts.ArtifactStore;
import io.outrider.artifacts.ArtifactStoreContract;
import io.outrider.artifacts.ArtifactTooLargeException;
import io.outrider.artifacts.Stored;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderArtifactStoreTest extends ArtifactStoreContract {
    @TempDir
    Path folder;

    private ArtifactStore store;

    @BeforeEach
    void open() {
        store = new FolderArtifactStore(folder.resolve("store"));
    }

    @Override
    protected ArtifactStore store() {
        return store;
    }

    @Test
    void shouldSeeWhatAnotherProcessStored() {
        Stored stored = store.put(bytes("shared"), 100);

        ArtifactStore other = new FolderArtifactStore(folder.resolve("store"));

        assertThat(other.size(stored.sha256())).hasValue(6);
    }

    @Test
    void shouldLeaveNoPartsBehind() throws IOException {
        store.put(bytes("kept"), 100);
        Assertions.assertThatThrownBy(() -> store.put(bytes("refused"), 3))
                .isInstanceOf(ArtifactTooLargeException.class);

        try (var parts = Files.list(folder.resolve("store/incoming"))) {
            assertThat(parts).isEmpty();
        }
    }

    @Test
    void shouldRemoveOnlyAbandonedPartsAtStart() throws IOException {
        Path old = Files.writeString(folder.resolve("store/incoming/old.part"), "x");
        Path young = Files.writeString(folder.resolve("store/incoming/young.part"), "x");
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(2))));

        store = new FolderArtifactStore(folder.resolve("store"));

        assertThat(old).doesNotExist();
        assertThat(young).exists();
    }

    @Test
    void shouldReplaceATruncatedFile() throws IOException {
        Stored stored = store.put(bytes("whole"), 100);
        Path file =
                folder.resolve("store").resolve(stored.sha256().substring(0, 2)).resolve(stored.sha256());
        Files.writeString(file, "who");

        store.put(bytes("whole"), 100);

        assertThat(read(stored.sha256(), 0)).asString(StandardCharsets.UTF_8).isEqualTo("whole");
    }
}
