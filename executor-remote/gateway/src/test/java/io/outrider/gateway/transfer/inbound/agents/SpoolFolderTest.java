package io.outrider.gateway.transfer.inbound.agents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolFolderTest {

    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");

    @TempDir
    Path folder;

    @Test
    void shouldDeleteWhatAKilledGatewayLeft() throws IOException {
        Path left = file("artifact-" + UUID.randomUUID(), Duration.ofHours(2));

        SpoolFolder.sweep(folder, NOW);

        assertThat(left).doesNotExist();
    }

    @Test
    void shouldLeaveWhatAnotherReplicaOrProgramWrites() throws IOException {
        Path another = file("artifact-" + UUID.randomUUID(), Duration.ofMinutes(50));
        Path foreign = file("artifact-report.txt", Duration.ofDays(2));

        SpoolFolder.sweep(folder, NOW);

        assertThat(another).exists();
        assertThat(foreign).exists();
    }

    private Path file(String name, Duration age) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "bytes");
        return Files.setLastModifiedTime(file, FileTime.from(NOW.minus(age)));
    }
}
