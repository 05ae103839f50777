package io.outrider.artifacts.s3;

import io.outrider.artifacts.Address;
import io.outrider.artifacts.ArtifactStore;
import io.outrider.artifacts.Spool;
import io.outrider.artifacts.Stored;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * One object per artifact, {@code <prefix><sha256>}. The stream is spooled to the local disk until its address is known,
 * then uploaded with its SHA-256, which the server checks; an object appears whole or not at all. One artifact is at
 * most 5 GiB, S3's limit for a single upload.
 */
public final class S3ArtifactStore implements ArtifactStore, AutoCloseable {
    private static final long MAX_UPLOAD_BYTES = 5L * 1024 * 1024 * 1024;

    private final S3Client client;
    private final String bucket;
    private final String prefix;
    private final Path spoolDir;

    /** Takes over the client and closes it. */
    public S3ArtifactStore(S3Client client, String bucket, String prefix, Path spoolDir) {
        this.client = client;
        this.bucket = bucket;
        this.prefix = prefix;
        this.spoolDir = spoolDir;
    }

    @Override
    public Stored put(InputStream in, long maxBytes) {
        Path part = spoolDir.resolve("artifact-" + UUID.randomUUID() + ".part");
        try {
            Files.createDirectories(spoolDir);
            Stored stored = Spool.write(in, Math.min(maxBytes, MAX_UPLOAD_BYTES), part);
            upload(part, stored);
            return stored;
        } catch (IOException | SdkException e) {
            throw failed("store an artifact", e);
        } finally {
            Spool.discard(part);
        }
    }

    @Override
    public Optional<InputStream> open(String sha256, long offset) {
        OptionalLong size = size(sha256);
        if (size.isEmpty()) {
            return Optional.empty();
        }
        if (offset >= size.getAsLong()) {
            // S3 answers a range that begins at the end with 416.
            return Optional.of(InputStream.nullInputStream());
        }
        try {
            return Optional.of(client.getObject(
                    request -> request.bucket(bucket).key(prefix + sha256).range("bytes=" + offset + "-")));
        } catch (NoSuchKeyException e) {
            return Optional.empty();
        } catch (SdkException e) {
            throw failed("open artifact " + sha256, e);
        }
    }

    @Override
    public OptionalLong size(String sha256) {
        if (!Address.isValid(sha256)) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(
                    client.headObject(request -> request.bucket(bucket).key(prefix + sha256))
                            .contentLength());
        } catch (S3Exception e) {
            // A HEAD has no body, so that some stores can say no more than 404.
            if (e.statusCode() == 404) {
                return OptionalLong.empty();
            }
            throw failed("look up artifact " + sha256, e);
        } catch (SdkException e) {
            throw failed("look up artifact " + sha256, e);
        }
    }

    @Override
    public void close() {
        client.close();
    }

    private void upload(Path part, Stored stored) {
        OptionalLong present = size(stored.sha256());
        if (present.isPresent() && present.getAsLong() == stored.size()) {
            return;
        }
        String checksum = Base64.getEncoder().encodeToString(HexFormat.of().parseHex(stored.sha256()));
        client.putObject(
                request -> request.bucket(bucket).key(prefix + stored.sha256()).checksumSHA256(checksum),
                RequestBody.fromFile(part));
    }

    private UncheckedIOException failed(String what, Exception e) {
        IOException cause = e instanceof IOException io ? io : new IOException(e.getMessage(), e);
        return new UncheckedIOException(
                "Expected to " + what + " in bucket " + bucket + ", but " + e.getMessage(), cause);
    }
}
