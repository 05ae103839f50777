package io.outrider.contract.kubernetes;

import io.outrider.contract.Executor;
import io.outrider.schemas.avro.ImageRef;
import io.outrider.stack.infrastructure.Endpoints;
import io.outrider.stack.testing.PackagedService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The packaged executor-k8s on a cluster. */
final class KubernetesExecutor implements Executor {

    static final Path ROOT = Path.of(System.getProperty("outrider.root"));
    static final Path APPLICATION = ROOT.resolve("executor-k8s/service/target/quarkus-app");
    private static final Duration LEASE = Duration.ofSeconds(4);

    private final String name = "cluster-" + UUID.randomUUID().toString().substring(0, 8);
    private final Path folder;
    private final String image;
    private final boolean isolates;
    private final PackagedService service;

    /**
     * Prepares it.
     *
     * @param image with a shell, as the cluster knows it
     * @param settings of the cluster: its API server, namespace, companion; {@code ${quarkus.http.port}} is the service's port
     */
    KubernetesExecutor(Endpoints endpoints, Path folder, String image, boolean isolates, List<String> settings)
            throws IOException {
        this.folder = folder;
        this.image = image;
        this.isolates = isolates;
        service = new PackagedService(
                endpoints, APPLICATION, "executor-k8s", folder, settings(name, folder, LEASE, settings));
    }

    /** The settings that every process of an executor has. */
    static List<String> settings(String name, Path folder, Duration lease, List<String> further) throws IOException {
        Path key = Files.writeString(folder.resolve("companion.key"), "0123456789abcdef0123456789abcdef");
        List<String> all = new ArrayList<>(List.of(
                "-Xmx384m",
                "-XX:TieredStopAtLevel=1",
                "-Doutrider.artifacts.dir=" + folder.resolve("artifacts"),
                "-Doutrider.k8s.name=" + name,
                "-Doutrider.k8s.slots=20",
                "-Doutrider.k8s.labels.site=contract",
                "-Doutrider.k8s.lease.duration=" + lease.toSeconds() + "s",
                "-Doutrider.k8s.companion.key-file=" + key));
        all.addAll(further);
        return all;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String node() {
        return name;
    }

    @Override
    public Optional<ImageRef> image() {
        return Optional.of(new ImageRef("sha256:" + "0".repeat(64), image, null, 0L));
    }

    @Override
    public boolean isolates() {
        return isolates;
    }

    @Override
    public Path artifacts() {
        return folder.resolve("artifacts");
    }

    @Override
    public void kill() throws InterruptedException {
        service.kill();
    }

    @Override
    public void start() throws IOException, InterruptedException {
        service.start();
    }

    @Override
    public void close() {
        service.close();
    }
}
