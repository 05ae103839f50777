package io.outrider.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.outrider.images.catalogue.ImageKind;
import io.outrider.played.PlayedCluster;
import io.outrider.stack.infrastructure.Endpoints;
import io.outrider.stack.process.FreePorts;
import io.outrider.stack.process.HttpProbe;
import io.outrider.stack.testing.SharedInfrastructure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Every image, loaded into a Docker Engine and run as in production: read-only, unprivileged, an ordinary user. */
@ExtendWith(DockerCondition.class)
class ImagesStartTest {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final List<ImageKind> SERVICES = Arrays.stream(ImageKind.values())
            .filter(kind -> kind.hasDatabase() || kind == ImageKind.EXECUTOR_K8S)
            .toList();

    @TempDir
    private static Path folder = Path.of("");

    private final Docker docker = new Docker();
    private final FreePorts free = new FreePorts();

    /** A service in its container. */
    private record Started(ImageKind kind, String container, int port) {}

    @BeforeAll
    static void load() throws IOException, InterruptedException {
        Built.assumeBill();
        MakingImages making = Built.making();
        for (ImageKind kind : ImageKind.values()) {
            making.make(kind, Built.naming(), folder, MakingImages.Form.DOCKER);
            Path archive = folder.resolve(kind.imageName() + ".tar");
            DockerEngine.load(archive);
            Files.delete(archive);
        }
        // Containers run as a user of their own, which reads what lies here.
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @AfterEach
    void stop() throws IOException, InterruptedException {
        docker.removeAll();
    }

    @AfterAll
    static void forget() throws IOException, InterruptedException {
        for (ImageKind kind : ImageKind.values()) {
            Docker.run(List.of("rmi", "--force", image(kind)));
        }
    }

    @Test
    void shouldMigrateAndStartAllServices() throws IOException, InterruptedException {
        try (PlayedCluster cluster = new PlayedCluster(Files.createDirectory(folder.resolve("cluster")), Map.of())) {
            List<Started> started =
                    SERVICES.stream().map(kind -> start(kind, cluster)).toList();

            for (Started service : started) {
                untilReady(service);
                // As the kubelet ends it; 143 is the JVM's word for SIGTERM.
                Docker.run(List.of("stop", "--time", "30", service.container()));
                assertThat(Docker.run(List.of("inspect", "--format", "{{.State.ExitCode}}", service.container()))
                                .said()
                                .strip())
                        .isIn("0", "143");
            }
        }
    }

    private Started start(ImageKind kind, PlayedCluster cluster) {
        try {
            int port = free.any();
            Map<String, String> variables = environment(kind, port);
            List<String> mounts = List.of(
                    readable("tokens", "admin:admin:a-token-for-this-test\n") + ":/etc/outrider/tokens:ro",
                    readable("key", "k".repeat(32)) + ":/etc/outrider/executor-key/key:ro");
            if (kind == ImageKind.GATEWAY) {
                migrate(kind, variables, mounts);
                variables.put("QUARKUS_FLYWAY_MIGRATE_AT_START", "false");
            }
            if (kind == ImageKind.EXECUTOR_K8S) {
                variables.put(
                        "QUARKUS_KUBERNETES_CLIENT_API_SERVER_URL",
                        cluster.url().toString());
            }
            return new Started(kind, docker.start(image(kind), variables, mounts), port);
        } catch (IOException e) {
            throw new AssertionError("Expected to run " + image(kind) + ", but could not", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted while starting " + image(kind), e);
        }
    }

    /** As an upgrade does, before the service itself; the others migrate when they start. */
    private static void migrate(ImageKind kind, Map<String, String> variables, List<String> mounts)
            throws IOException, InterruptedException {
        var once = new TreeMap<>(variables);
        once.put("QUARKUS_INIT_AND_EXIT", "true");
        Shell.Result migrated = Docker.runToEnd(image(kind), once, mounts, List.of());
        assertThat(migrated.said()).contains("Successfully applied");
        assertThat(migrated.code()).as(migrated.said()).isZero();
    }

    private static void untilReady(Started service) throws IOException, InterruptedException {
        try {
            await().atMost(PATIENCE)
                    .ignoreExceptionsInstanceOf(IOException.class)
                    .until(() -> HttpProbe.answersOk("http://127.0.0.1:" + service.port() + "/q/health/ready"));
        } catch (RuntimeException late) {
            throw new AssertionError(service.kind() + " is not ready:\n" + Docker.logs(service.container()), late);
        }
    }

    @Test
    void shouldMakeTopicsWithTheCommandLine() throws IOException, InterruptedException {
        Shell.Result result = Docker.runToEnd(
                image(ImageKind.CLI),
                Map.of(),
                List.of(),
                List.of(
                        "admin",
                        "topics",
                        "--bootstrap-servers",
                        SharedInfrastructure.endpoints().kafka()));

        assertThat(result.said()).contains("0 topics made");
        assertThat(result.code()).isZero();
    }

    @Test
    void shouldRunTheCompanion() throws IOException, InterruptedException {
        Shell.Result result =
                Docker.runToEnd(image(ImageKind.COMPANION), Map.of(), List.of(), List.of("neither-fetch-nor-collect"));

        assertThat(result.said()).contains("Expected");
        assertThat(result.code()).isEqualTo(1);
    }

    /** In the locale of a bare container Java refuses the names of files with other letters than ASCII's. */
    @Test
    void shouldKnowFilesOfAnyName() throws IOException, InterruptedException {
        Shell.Result result = Docker.runToEnd(
                image(ImageKind.CLI),
                Map.of("JDK_JAVA_OPTIONS", "-XshowSettings:properties"),
                List.of(),
                List.of("--version"));

        assertThat(result.said()).contains("sun.jnu.encoding = UTF-8");
    }

    @Test
    void shouldRunTasksInTheAgentsImage() throws IOException, InterruptedException {
        String config = readable("agent.yaml", """
                gateway: https://127.0.0.1:9443
                stateDir: /tmp/state
                runtimes: {allowPlainProcess: true}
                """);

        Shell.Result result = Docker.runToEnd(
                image(ImageKind.AGENT),
                Map.of(),
                List.of(config + ":/etc/outrider/agent.yaml:ro"),
                List.of("--config", "/etc/outrider/agent.yaml", "--check"));

        assertThat(result.said()).contains("process");
        assertThat(result.code()).as(result.said()).isZero();
    }

    private static String readable(String name, String content) throws IOException {
        Path file = Files.writeString(folder.resolve(name), content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        return file.toString();
    }

    private static String image(ImageKind kind) {
        return Built.naming().of(kind);
    }

    private Map<String, String> environment(ImageKind kind, int port) {
        Endpoints endpoints = SharedInfrastructure.endpoints();
        var variables = new TreeMap<String, String>();
        variables.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        variables.put("KAFKA_BOOTSTRAP_SERVERS", endpoints.kafka());
        variables.put("OUTRIDER_REGISTRY_URL", endpoints.registryUrl());
        variables.put("OUTRIDER_ARTIFACTS_DIR", "/tmp/artifacts");
        variables.put("OUTRIDER_AUTH_TOKENS_FILE", "/etc/outrider/tokens");
        if (kind.hasDatabase()) {
            String database = kind.imageName().replace('-', '_');
            variables.put("QUARKUS_DATASOURCE_JDBC_URL", endpoints.jdbcUrl(database));
            variables.put("QUARKUS_DATASOURCE_REACTIVE_URL", endpoints.reactiveUrl(database));
            variables.put("QUARKUS_DATASOURCE_USERNAME", endpoints.pgUser());
            variables.put("QUARKUS_DATASOURCE_PASSWORD", endpoints.pgPassword());
        }
        if (kind == ImageKind.EXECUTOR_K8S) {
            variables.put("OUTRIDER_K8S_NAME", "images");
            variables.put("OUTRIDER_K8S_NAMESPACE", "tasks");
            variables.put("OUTRIDER_K8S_COMPANION_IMAGE", image(ImageKind.COMPANION));
            variables.put("OUTRIDER_K8S_COMPANION_URL", "http://127.0.0.1:" + port);
            variables.put("OUTRIDER_K8S_COMPANION_KEY_FILE", "/etc/outrider/executor-key/key");
        }
        if (kind == ImageKind.GATEWAY) {
            variables.put("OUTRIDER_GATEWAY_CA_DIR", "/tmp/ca");
            variables.put("OUTRIDER_GATEWAY_AGENTS_PORT", Integer.toString(free.any()));
        }
        return variables;
    }
}
