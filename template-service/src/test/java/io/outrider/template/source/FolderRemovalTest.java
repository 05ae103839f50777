package io.outrider.template.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrider.template.source.outbound.disk.FolderRemoval;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;

class FolderRemovalTest {

    @TempDir
    Path parent;

    @RepeatedTest(50)
    void shouldRemoveAFolderInWhichFilesStillComeAndGo() throws Exception {
        Path folder = Files.createDirectories(parent.resolve("git-1/objects"));
        Files.writeString(folder.resolve("pack"), "x");
        CountDownLatch busy = new CountDownLatch(1);
        CompletableFuture<Integer> other = CompletableFuture.supplyAsync(() -> comeAndGo(folder, busy));
        busy.await();

        FolderRemoval.remove(folder.getParent());

        assertThat(other.join()).isPositive();
        assertThat(parent).isEmptyDirectory();
    }

    /** As a library's own thread does, until the folder is gone; returns how often. */
    private static int comeAndGo(Path folder, CountDownLatch busy) {
        int files = 0;
        try {
            for (long end = System.nanoTime() + Duration.ofMillis(200).toNanos(); System.nanoTime() < end; files++) {
                Path probe = Files.createTempFile(folder, ".probe-", "");
                busy.countDown();
                Files.deleteIfExists(probe);
            }
        } catch (IOException gone) {
            // As it should be.
        }
        return files;
    }
}
