package io.outrider.agent.task;

import io.outrider.agent.gateway.Answer;
import io.outrider.agent.gateway.Backoff;
import io.outrider.agent.gateway.GatewayClient;
import io.outrider.agent.gateway.GatewayException;
import io.outrider.protocol.AgentPaths;
import io.outrider.protocol.Report.Artifact;
import io.outrider.protocol.ReprDigest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HeaderElements;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.io.entity.FileEntity;

/** Sends a task's artifacts, one after another, through outages; one that the gateway refuses is left out and noted. */
final class ArtifactUpload {

    private static final System.Logger LOG = System.getLogger(ArtifactUpload.class.getName());
    // The gateway stores the whole before it answers.
    private static final Duration TIMEOUT = Duration.ofMinutes(10);
    // Larger ones are sent once the gateway wants them; what is on its way when it refuses and closes would hide its
    // answer.
    private static final long EXPECT_BYTES = 64 * 1024;
    // Beside the polls and logs of a small uplink.
    private static final int SIDE_BY_SIDE = 4;

    private final GatewayClient client;
    private final Semaphore uplink = new Semaphore(SIDE_BY_SIDE);

    ArtifactUpload(GatewayClient client) {
        this.client = client;
    }

    /** Returns what the gateway has. */
    List<Artifact> upload(HeldTask task, List<Path> files) throws IOException, InterruptedException {
        List<Artifact> kept = new ArrayList<>();
        for (Path file : files) {
            String name = task.folder().artifacts().relativize(file).toString();
            if (task.gone()) {
                return kept;
            }
            if (Files.size(file) > AgentPaths.MAX_ARTIFACT_BYTES) {
                LOG.log(System.Logger.Level.WARNING, "Left out artifact '" + name + "': over 1 GiB; " + task);
                continue;
            }
            uplink.acquire();
            try {
                Artifact artifact = new Artifact(name, sha256(file), Files.size(file));
                if (send(task, file, artifact)) {
                    kept.add(artifact);
                }
            } finally {
                uplink.release();
            }
        }
        return kept;
    }

    private boolean send(HeldTask task, Path file, Artifact artifact) throws IOException, InterruptedException {
        String path = AgentPaths.artifact(task.ref, artifact.name());
        ClassicHttpRequest request = GatewayClient.request("PUT", path);
        request.setHeader(ReprDigest.HEADER, new ReprDigest(artifact.sha256()).text());
        request.setEntity(new FileEntity(file.toFile(), ContentType.APPLICATION_OCTET_STREAM));
        if (artifact.size() > EXPECT_BYTES) {
            request.setHeader(HttpHeaders.EXPECT, HeaderElements.CONTINUE);
        }
        Backoff backoff = new Backoff();
        while (true) {
            try {
                Answer response = client.send(request, TIMEOUT);
                if (response.status() / 100 == 2) {
                    return true;
                }
                throw GatewayClient.refusal(path, response);
            } catch (GatewayException.Unavailable e) {
                backoff.pause(e.retryAfter());
            } catch (GatewayException e) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "Left out artifact '" + artifact.name() + "': " + e.getMessage() + "; " + task);
                return false;
            }
        }
    }

    private static String sha256(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file);
                DigestOutputStream digest =
                        new DigestOutputStream(OutputStream.nullOutputStream(), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(digest);
            return HexFormat.of().formatHex(digest.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected every JDK to have SHA-256", e);
        }
    }
}
