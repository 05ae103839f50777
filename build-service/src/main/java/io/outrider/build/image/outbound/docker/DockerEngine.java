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
    private boolean present;

    public DockerEngine(BuildSettings settings) {
        this.settings = settings;
    }

    /** Says whether the engine answers. */
    public synchronized boolean isPresent() {
        Instant now = Instant.now();
        if (probed.isBefore(now.minus(FRESH))) {
            boolean before = present;
            present = probe();
            if (present != before) {
                LOG.infof("Docker Engine is %s", present ? "there" : "not there");
            }
            probed = now;
        }
        return present;
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

    private boolean probe() {
        if (host().filter(DockerEngine::missingSocket).isPresent()) {
            return false;
        }
        try (DockerClient probe = connect(CONNECT)) {
            probe.pingCmd().exec();
            return true;
        } catch (IOException | RuntimeException e) {
            LOG.debugf("Docker Engine does not answer: %s", e.getMessage());
            return false;
        }
    }

    private DockerClient connect(Duration responseTimeout) {
        DefaultDockerClientConfig.Builder builder = DefaultDockerClientConfig.createDefaultConfigBuilder();
        host().ifPresent(builder::withDockerHost);
        DefaultDockerClientConfig config = builder.build();
        return DockerClientImpl.getInstance(
                config,
                new ZerodepDockerHttpClient.Builder()
                        .dockerHost(config.getDockerHost())
                        .sslConfig(config.getSSLConfig())
                        .connectionTimeout(CONNECT)
                        .responseTimeout(responseTimeout)
                        .build());
    }

    private Optional<String> host() {
        return settings.dockerHost()
                .or(() -> Optional.ofNullable(System.getenv("DOCKER_HOST")))
                .filter(text -> !text.isBlank())
                .or(() -> Optional.of("unix://" + USUAL_SOCKET));
    }

    private static boolean missingSocket(String host) {
        return host.startsWith("unix://") && !Files.exists(Path.of(host.substring("unix://".length())));
    }
}
