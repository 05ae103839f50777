package io.outrider.build.testing;

import io.outrider.artifacts.ArtifactStore;
import io.outrider.artifacts.Stored;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/** An artifact store in memory. */
public final class MemoryArtifacts implements ArtifactStore {
    private final Map<String, byte[]> artifacts = new ConcurrentHashMap<>();

    /** Stores and returns the address. */
    public String add(byte[] bytes) {
        return put(new ByteArrayInputStream(bytes), Long.MAX_VALUE).sha256();
    }

    @Override
    public Stored put(InputStream in, long maxBytes) {
        try {
            byte[] bytes = in.readAllBytes();
            String sha256 = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
            artifacts.put(sha256, bytes);
            return new Stored(sha256, bytes.length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Optional<InputStream> open(String sha256, long offset) {
        byte[] bytes = artifacts.get(sha256);
        return bytes == null
                ? Optional.empty()
                : Optional.of(new ByteArrayInputStream(bytes, (int) offset, bytes.length - (int) offset));
    }

    @Override
    public OptionalLong size(String sha256) {
        byte[] bytes = artifacts.get(sha256);
        return bytes == null ? OptionalLong.empty() : OptionalLong.of(bytes.length);
    }
}
