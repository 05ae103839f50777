package io.outrider.agent.runtime.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Reaches a Docker engine. */
public final class DockerEngine {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    // Each running task holds two: one waits for its end, one follows its log.
    private static final int CONNECTIONS = 2_100;

    private DockerEngine() {}

    /** Returns what is in the way of using the engine there; empty if it works. */
    public static Optional<String> probe(URI socket) {
        if ("unix".equals(socket.getScheme()) && !Files.exists(Path.of(socket.getPath()))) {
            return Optional.of("no engine listens at " + socket);
        }
        try (DockerClient client = connect(socket)) {
            String os = client.versionCmd().exec().getOperatingSystem();
            return "linux".equals(os)
                    ? Optional.empty()
                    : Optional.of("the engine at " + socket + " runs " + os + " containers");
        } catch (Exception e) {
            return Optional.of("the engine at " + socket + " does not answer: " + e.getMessage());
        }
    }

    static DockerClient connect(URI socket) {
        DefaultDockerClientConfig config = DefaultDockerClientConfig.createDefaultConfigBuilder()
                .withDockerHost(socket.toString())
                .withDockerTlsVerify(false)
                .build();
        DockerHttpClient http = new ZerodepDockerHttpClient.Builder()
                .dockerHost(config.getDockerHost())
                .connectionTimeout(CONNECT_TIMEOUT)
                .maxConnections(CONNECTIONS)
                .build();
        return DockerClientImpl.getInstance(config, http);
    }
}
