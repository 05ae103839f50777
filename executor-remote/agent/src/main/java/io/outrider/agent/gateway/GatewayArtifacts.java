package io.outrider.agent.gateway;

import io.outrider.protocol.AgentPaths;
import io.outrider.protocol.Report.Artifact;
import io.outrider.protocol.ReprDigest;
import io.outrider.protocol.TaskRef;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HeaderElements;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.io.entity.FileEntity;

/** Artifacts by {@code PUT}. */
public final class GatewayArtifacts {

    // The gateway stores the whole before it answers.
    private static final Duration TIMEOUT = Duration.ofMinutes(10);
    // Larger ones are sent once the gateway wants them; what is on its way when it refuses and closes would hide its
    // answer.
    private static final long EXPECT_BYTES = 64 * 1024;

    private final GatewayClient client;

    public GatewayArtifacts(GatewayClient client) {
        this.client = client;
    }

    /**
     * Sends one artifact, through outages, and returns when the gateway has it.
     *
     * @param wanted asked between two attempts whether there is still a reason to try
     * @throws GatewayException when the gateway refuses it, or it is not wanted any more
     */
    public void send(TaskRef ref, Artifact artifact, Path file, BooleanSupplier wanted)
            throws GatewayException, InterruptedException {
        String path = AgentPaths.artifact(ref, artifact.name());
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
                    return;
                }
                throw GatewayClient.refusal(path, response);
            } catch (GatewayException.Unavailable e) {
                if (!wanted.getAsBoolean()) {
                    throw e;
                }
                backoff.pause(e.retryAfter());
            }
        }
    }
}
