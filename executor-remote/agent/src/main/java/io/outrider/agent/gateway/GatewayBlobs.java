package io.outrider.agent.gateway;

import io.outrider.agent.image.BlobSource;
import io.outrider.protocol.AgentPaths;
import io.outrider.protocol.ByteRange;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import org.apache.hc.core5.http.ClassicHttpRequest;

/** Fetches blobs of the gateway: goes on where a broken connection stopped, and verifies the whole. */
public final class GatewayBlobs implements BlobSource {

    private static final System.Logger LOG = System.getLogger(GatewayBlobs.class.getName());
    // For each wait; the whole body may take as long as it takes.
    private static final Duration TIMEOUT = Duration.ofMinutes(1);
    // In a row without a byte of progress; some minutes with the back-off.
    private static final int MAX_FAILURES = 12;

    private final GatewayClient client;

    public GatewayBlobs(GatewayClient client) {
        this.client = client;
    }

    @Override
    public void fetch(String sha256, Path target) throws BlobMissingException, IOException, InterruptedException {
        Backoff backoff = new Backoff();
        while (true) {
            long have = Files.exists(target) ? Files.size(target) : 0;
            try {
                append(sha256, target, have);
                verify(sha256, target);
                return;
            } catch (GatewayException.Unavailable e) {
                if (Files.exists(target) && Files.size(target) > have) {
                    backoff.succeeded();
                }
                if (backoff.failures() >= MAX_FAILURES) {
                    throw new BlobMissingException(e.getMessage());
                }
                LOG.log(System.Logger.Level.WARNING, e.getMessage() + "; going on with blob " + sha256);
                backoff.pause(e.retryAfter());
            } catch (GatewayException e) {
                throw new BlobMissingException(e.getMessage());
            }
        }
    }

    private void append(String sha256, Path target, long have) throws GatewayException, IOException {
        String path = AgentPaths.blob(sha256);
        ClassicHttpRequest request = GatewayClient.request("GET", path);
        if (have > 0) {
            request.setHeader(ByteRange.HEADER, ByteRange.from(have).text());
        }
        try (AnswerStream response = client.stream(request, TIMEOUT)) {
            if (response.status() == 416 && have > 0) {
                return;
            }
            if (response.status() != 200 && response.status() != 206) {
                throw Refusals.of(path, response.read(65_536));
            }
            InputStream body = response.body();
            boolean whole = response.status() == 200;
            try (OutputStream out =
                    whole ? Files.newOutputStream(target) : Files.newOutputStream(target, StandardOpenOption.APPEND)) {
                transfer(body, out, sha256);
            }
        }
    }

    private static void transfer(InputStream body, OutputStream out, String sha256)
            throws GatewayException, IOException {
        byte[] buffer = new byte[1 << 16];
        while (true) {
            int read;
            try {
                read = body.read(buffer);
            } catch (IOException e) {
                throw new GatewayException.Unavailable(
                        "Expected the rest of blob " + sha256 + ", but " + e.getMessage(), Duration.ZERO);
            }
            if (read < 0) {
                return;
            }
            out.write(buffer, 0, read);
        }
    }

    private static void verify(String sha256, Path target) throws GatewayException, IOException {
        try (InputStream file =
                new DigestInputStream(Files.newInputStream(target), MessageDigest.getInstance("SHA-256"))) {
            file.transferTo(OutputStream.nullOutputStream());
            String found = HexFormat.of()
                    .formatHex(((DigestInputStream) file).getMessageDigest().digest());
            if (!found.equals(sha256)) {
                Files.delete(target);
                throw new GatewayException.Unavailable(
                        "Expected blob " + sha256 + ", but what came has the hash " + found, Duration.ZERO);
            }
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected every JDK to have SHA-256", e);
        }
    }
}
