package io.outrider.agent.task;

import io.outrider.agent.gateway.GatewayArtifacts;
import io.outrider.agent.gateway.GatewayException;
import io.outrider.protocol.AgentPaths;
import io.outrider.protocol.Report.Artifact;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Semaphore;

/** Sends a task's artifacts, one after another, through outages; one that the gateway refuses is left out and noted. */
final class ArtifactUpload {

    private static final System.Logger LOG = System.getLogger(ArtifactUpload.class.getName());
    // Beside the polls and logs of a small uplink.
    private static final int SIDE_BY_SIDE = 4;

    private final GatewayArtifacts gateway;
    private final Semaphore uplink = new Semaphore(SIDE_BY_SIDE);

    ArtifactUpload(GatewayArtifacts gateway) {
        this.gateway = gateway;
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

    private boolean send(HeldTask task, Path file, Artifact artifact) throws InterruptedException {
        try {
            gateway.send(task.ref, artifact, file, () -> !task.gone());
            return true;
        } catch (GatewayException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Left out artifact '" + artifact.name() + "': " + e.getMessage() + "; " + task);
            return false;
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
