package io.outrider.e2e;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.outrider.played.PlayedCluster;
import io.outrider.stack.infrastructure.Endpoints;
import io.outrider.stack.testing.PackagedService;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The packaged executor-k8s beside a running stack, for a played cluster of its own. */
final class ClusterExecutor implements AutoCloseable {

    /** The node of the executor that tests share. */
    static final String NODE = "e2e-cluster";

    private static final Path ROOT = Path.of(System.getProperty("outrider.root"));
    private static final String COMPANION = "registry.example/outrider/companion:1";

    private final PlayedCluster cluster;
    private final PackagedService service;

    private ClusterExecutor(PlayedCluster cluster, PackagedService service) {
        this.cluster = cluster;
        this.service = service;
    }

    /** Starts the one that tests share, and returns when jobs can be given to its cluster. */
    static ClusterExecutor start(Outrider outrider) {
        return start(outrider, NODE, 10, Map.of());
    }

    /** Starts both, and returns when jobs can be given to the cluster. */
    static ClusterExecutor start(Outrider outrider, String node, int slots, Map<String, String> labels) {
        try {
            Path folder = Files.createTempDirectory("outrider-cluster");
            PlayedCluster cluster =
                    new PlayedCluster(Files.createDirectory(folder.resolve("pods")), Map.of(COMPANION, companion()));
            Path key = Files.writeString(folder.resolve("companion.key"), "k".repeat(32));
            PackagedService service = new PackagedService(
                    new Endpoints(outrider.kafka(), "none", 0, "none", "none", outrider.registry()),
                    ROOT.resolve("executor-k8s/service/target/quarkus-app"),
                    "executor-k8s",
                    folder,
                    settings(
                            labels,
                            "-Xmx256m",
                            "-XX:TieredStopAtLevel=1",
                            "-Doutrider.artifacts.dir=" + outrider.artifacts(),
                            "-Doutrider.k8s.name=" + node,
                            "-Doutrider.k8s.slots=" + slots,
                            "-Doutrider.k8s.namespace=tasks",
                            "-Doutrider.k8s.lease.duration=6s",
                            "-Doutrider.k8s.companion.image=" + COMPANION,
                            "-Doutrider.k8s.companion.url=http://127.0.0.1:${quarkus.http.port}",
                            "-Doutrider.k8s.companion.key-file=" + key,
                            "-Dquarkus.kubernetes-client.api-server-url=" + cluster.url()));
            ClusterExecutor executor = new ClusterExecutor(cluster, service);
            service.start();
            await().atMost(Duration.ofSeconds(60))
                    .ignoreExceptions()
                    .until(() -> outrider.get("scheduler-service", "/nodes/" + node)
                            .path("status")
                            .asText()
                            .equals("ONLINE"));
            return executor;
        } catch (IOException e) {
            throw new IllegalStateException("Expected to start executor-k8s, but could not", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while starting executor-k8s", e);
        }
    }

    private static List<String> settings(Map<String, String> labels, String... settings) {
        return Stream.concat(
                        Stream.of(settings),
                        labels.entrySet().stream()
                                .map(label -> "-Doutrider.k8s.labels." + label.getKey() + "=" + label.getValue()))
                .toList();
    }

    private static List<String> companion() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-Xmx64m",
                "-jar",
                ROOT.resolve("executor-k8s/companion/target/outrider-companion.jar")
                        .toString());
    }

    /** Where its metrics and its health are. */
    URI url() {
        return service.base();
    }

    /** Ends it as an upgrade does, by SIGTERM, and starts it again; returns when it is ready. */
    void restart() throws IOException, InterruptedException {
        service.stop();
        service.start();
    }

    /** Ends the executor at once, as a machine does that loses its power; its cluster goes on. */
    void kill() throws InterruptedException {
        service.kill();
    }

    /** Starts the executor again; returns when it is ready. */
    void start() throws IOException, InterruptedException {
        service.start();
    }

    /** The jobs of Outrider that the cluster has been given, one entry for each of its own. */
    List<String> jobs() {
        try (KubernetesClient client = cluster.client()) {
            return client.batch().v1().jobs().inNamespace("tasks").list().getItems().stream()
                    .map(job -> job.getMetadata().getAnnotations().get("outrider.io/job-id"))
                    .toList();
        }
    }

    /** Ends it in order, so that the node takes no jobs any more. */
    @Override
    public void close() throws IOException {
        try {
            service.stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            service.close();
            cluster.close();
        }
    }
}
