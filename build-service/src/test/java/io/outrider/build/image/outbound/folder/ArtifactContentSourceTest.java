package io.outrider.build.image.outbound.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.outrider.artifacts.ArtifactStore;
import io.outrider.artifacts.Stored;
import io.outrider.build.image.application.BuildFailure;
import io.outrider.build.testing.TestSettings;
import io.outrider.build.testing.Tgz;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArtifactContentSourceTest {
    @TempDir
    Path folder;

    @Test
    void shouldTryAgainWhenTheStoreIsLostMidway() {
        byte[] tgz = new Tgz().file("a", 0100644, "x").bytes();
        ArtifactContentSource source = new ArtifactContentSource(
                new LosingStore(Arrays.copyOf(tgz, tgz.length / 2)), TestSettings.of(Map.of()));

        assertThatThrownBy(() -> source.unpack("0".repeat(64), folder))
                .isInstanceOfSatisfying(
                        BuildFailure.class,
                        failure -> assertThat(failure.isRetryable()).isTrue())
                .hasMessageContaining("Connection reset");
    }

    /** Gives some bytes, then loses the connection. */
    private static final class LosingStore implements ArtifactStore {
        private final byte[] bytes;

        LosingStore(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public Optional<InputStream> open(String sha256, long offset) {
            InputStream lost = new InputStream() {
                @Override
                public int read() throws IOException {
                    throw new IOException("Connection reset");
                }

                @Override
                public int read(byte[] into, int from, int length) throws IOException {
                    throw new IOException("Connection reset");
                }
            };
            return Optional.of(new SequenceInputStream(new ByteArrayInputStream(bytes), lost));
        }

        @Override
        public Stored put(InputStream in, long maxBytes) {
            throw new UnsupportedOperationException();
        }

        @Override
        public OptionalLong size(String sha256) {
            return OptionalLong.empty();
        }
    }
}
