package io.outrider.build.image.outbound.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import io.outrider.build.configuration.BuildSettings;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The Docker Engine of this machine, if it has one. The answer to whether it is there is asked for again when it is
 * older than {@link #FRESH}. Paths of the API carry no version: engines from 20.10 to the newest take them.
 */
@ApplicationScoped
public class DockerEngine {
    private static final Logger LOG = Logger.getLogger(DockerEngine.class);
    private static final String USUAL_SOCKET = "/var/run/docker.sock";
    private static final Duration FRESH = Duration.ofSeconds(15);
    private static final Duration CONNECT = Duration.ofSeconds(2);

    private final BuildSettings settings;
    private @Nullable DockerClient client;
    private Instant probed = Instant.MIN;
    private Optional<String> problem = Optional.of("nobody has asked for it yet");

    public DockerEngine(BuildSettings settings) {
        this.settings = settings;
    }

    /** Says whether the engine answers. */
    public boolean isPresent() {
        return problem().isEmpty();
    }

    /** Returns what is in the way of using the engine; empty if it answers. */
    public synchronized Optional<String> problem() {
        Instant now = Instant.now();
        if (probed.isBefore(now.minus(FRESH))) {
            Optional<String> found = probe();
            if (found.isPresent() != problem.isPresent()) {
                LOG.infof(
                        "Docker Engine is %s",
                        found.map(why -> "not there: " + why).orElse("there"));
            }
            problem = found;
            probed = now;
        }
        return problem;
    }

    /** Opens the client. */
    public synchronized DockerClient client() {
        if (client == null) {
            client = connect(Duration.ofMinutes(60));
        }
        return client;
    }

    @PreDestroy
    synchronized void close() throws IOException {
        if (client != null) {
            client.close();
        }
    }

    private Optional<String> probe() {
        String host = host();
        if (isMissingSocket(host)) {
            return Optional.of("no engine listens at " + host);
        }
        try (DockerClient probe = connect(CONNECT)) {
            probe.pingCmd().exec();
            return Optional.empty();
        } catch (IOException | RuntimeException e) {
            return Optional.of("the engine at " + host + " does not answer: " + e.getMessage());
        }
    }

    private DockerClient connect(Duration responseTimeout) {
        DefaultDockerClientConfig config = DefaultDockerClientConfig.createDefaultConfigBuilder()
                .withDockerHost(host())
                .build();
        return DockerClientImpl.getInstance(
                config,
                new ZerodepDockerHttpClient.Builder()
                        .dockerHost(config.getDockerHost())
                        .sslConfig(config.getSSLConfig())
                        .connectionTimeout(CONNECT)
                        .responseTimeout(responseTimeout)
                        .build());
    }

    private String host() {
        return settings.dockerHost()
                .or(() -> Optional.ofNullable(System.getenv("DOCKER_HOST")))
                .filter(text -> !text.isBlank())
                .orElse("unix://" + USUAL_SOCKET);
    }

    private static boolean isMissingSocket(String host) {
        return host.startsWith("unix://") && !Files.exists(Path.of(host.substring("unix://".length())));
    }
}
