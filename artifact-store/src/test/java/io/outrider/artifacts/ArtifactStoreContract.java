package io.outrider.artifacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every adapter of the port must keep. */
public abstract class ArtifactStoreContract {
    private static final String HELLO_SHA256 = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";

    /** Returns the store under test; the same one during a test. */
    protected abstract ArtifactStore store();

    @Test
    void shouldKeepBytesUnderTheirSha256() throws IOException {
        Stored stored = store().put(bytes("hello"), 5);

        assertThat(stored).isEqualTo(new Stored(HELLO_SHA256, 5));
        assertThat(store().size(HELLO_SHA256)).isEqualTo(OptionalLong.of(5));
        assertThat(read(HELLO_SHA256, 0)).asString(StandardCharsets.UTF_8).isEqualTo("hello");
    }

    @Test
    void shouldAcceptTheSameBytesAgain() {
        Stored first = store().put(bytes("twice"), 100);

        Stored second = store().put(bytes("twice"), 100);

        assertThat(second).isEqualTo(first);
    }

    @Test
    void shouldOpenFromAnOffset() throws IOException {
        Stored stored = store().put(bytes("0123456789"), 100);

        assertThat(read(stored.sha256(), 7)).asString(StandardCharsets.UTF_8).isEqualTo("789");
        assertThat(read(stored.sha256(), 10)).isEmpty();
    }

    @Test
    void shouldKeepAnEmptyArtifact() throws IOException {
        Stored stored = store().put(bytes(""), 0);

        assertThat(store().size(stored.sha256())).isEqualTo(OptionalLong.of(0));
        assertThat(read(stored.sha256(), 0)).isEmpty();
    }

    @Test
    void shouldRefuseMoreThanAllowedAndKeepNothing() {
        assertThatThrownBy(() -> store().put(bytes("hello, too much"), 14))
                .isInstanceOf(ArtifactTooLargeException.class)
                .hasMessage("Expected at most 14 bytes, but there are more");
    }

    @Test
    void shouldKnowNothingUnderUnknownOrMalformedAddresses() {
        String unknown = "0".repeat(64);

        assertThat(store().open(unknown)).isEmpty();
        assertThat(store().size(unknown)).isEmpty();
        assertThat(store().open("../../etc/passwd")).isEmpty();
        assertThat(store().size(HELLO_SHA256.toUpperCase(Locale.ROOT))).isEmpty();
    }

    @Test
    void shouldPassOnAReadFailure() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("connection reset");
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                return read();
            }
        };

        assertThatThrownBy(() -> store().put(broken, 100))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("connection reset");
    }

    @Test
    void shouldStoreTheSameBytesFromManyThreads() throws Exception {
        byte[] large = new byte[1_000_000];
        new Random(1).nextBytes(large);

        try (var threads = Executors.newFixedThreadPool(8)) {
            Callable<Stored> put = () -> store().put(new ByteArrayInputStream(large), large.length);
            var results =
                    threads.invokeAll(IntStream.range(0, 16).mapToObj(i -> put).toList());

            for (var result : results) {
                assertThat(read(result.get().sha256(), 0)).isEqualTo(large);
            }
        }
    }

    protected final byte[] read(String sha256, long offset) throws IOException {
        try (InputStream in = store().open(sha256, offset).orElseThrow()) {
            return in.readAllBytes();
        }
    }

    protected static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
