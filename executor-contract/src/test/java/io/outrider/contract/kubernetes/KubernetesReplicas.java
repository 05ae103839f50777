package io.outrider.contract.kubernetes;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.outrider.contract.Executor;
import io.outrider.contract.Replicas;
import io.outrider.played.PlayedCluster;
import io.outrider.schemas.avro.ImageRef;
import io.outrider.stack.infrastructure.Endpoints;
import io.outrider.stack.testing.PackagedService;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** Two processes of the packaged executor-k8s on one played cluster, and the Service that its pods call. */
final class KubernetesReplicas implements Executor, Replicas {

    private static final Duration LEASE = Duration.ofSeconds(6);
    private static final Duration START_TIME = Duration.ofSeconds(20);
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final String name = "pair-" + UUID.randomUUID().toString().substring(0, 8);
    private final Path folder;
    private final String image;
    private final PlayedCluster cluster;
    private final KubernetesClient client;
    private final PlayedService service = new PlayedService();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Packaged one;
    private final Packaged two;

    /**
     * Prepares both.
     *
     * @param image with a shell, as the cluster knows it
     */
    KubernetesReplicas(Endpoints endpoints, Path folder, PlayedCluster cluster, String image, List<String> settings)
            throws IOException {
        this.folder = folder;
        this.image = image;
        this.cluster = cluster;
        this.client = cluster.client();
        List<String> all = KubernetesExecutor.settings(name, folder, LEASE, settings);
        all.add("-Doutrider.k8s.companion.url=" + service.url());
        all.add("-Doutrider.k8s.start-timeout=" + START_TIME.toSeconds() + "s");
        this.one = new Packaged(endpoints, Files.createDirectories(folder.resolve("one")), all);
        this.two = new Packaged(endpoints, Files.createDirectories(folder.resolve("two")), all);
        service.leadTo(List.of(one.service.base(), two.service.base()));
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
        return false;
    }

    @Override
    public Path artifacts() {
        return folder.resolve("artifacts");
    }

    @Override
    public void start() throws Exception {
        CompletableFuture<Void> first = CompletableFuture.runAsync(one::startNow);
        two.start();
        first.get();
    }

    @Override
    public void kill() throws Exception {
        one.kill();
        two.kill();
    }

    @Override
    public Duration lease() {
        return LEASE;
    }

    @Override
    public Duration startTime() {
        return START_TIME;
    }

    @Override
    public Replica leader() {
        await("one of two to lead, the other to stand ready; logs are in " + folder)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> List.of(one.standing(), two.standing()).containsAll(List.of("leads", "ready")));
        return one.leads() ? one : two;
    }

    @Override
    public Replica other(Replica replica) {
        return replica == one ? two : one;
    }

    @Override
    public int handedOver(String task) {
        return jobs(task).size();
    }

    @Override
    public boolean stopped(String task) {
        return jobs(task).stream()
                .anyMatch(job -> job.getMetadata().getAnnotations().containsKey("outrider.io/stop"));
    }

    @Override
    public List<String> running() {
        return cluster.pods().stream()
                .filter(pod ->
                        !List.of("Succeeded", "Failed").contains(pod.getStatus().getPhase()))
                .map(pod ->
                        pod.getMetadata().getName() + " is " + pod.getStatus().getPhase())
                .toList();
    }

    private List<Job> jobs(String task) {
        return client.batch().v1().jobs().inNamespace("tasks").list().getItems().stream()
                .filter(job -> task.equals(job.getMetadata().getAnnotations().get("outrider.io/task-id")))
                .toList();
    }

    @Override
    public void close() {
        one.service.close();
        two.service.close();
        http.close();
        client.close();
        service.close();
    }

    private final class Packaged implements Replica {

        private final PackagedService service;

        Packaged(Endpoints endpoints, Path logs, List<String> settings) {
            this.service =
                    new PackagedService(endpoints, KubernetesExecutor.APPLICATION, "executor-k8s", logs, settings);
        }

        /** {@code leads}, {@code ready} or {@code away}. */
        String standing() {
            HttpRequest request = HttpRequest.newBuilder(service.base().resolve("/q/health/ready"))
                    .timeout(Duration.ofSeconds(2))
                    .build();
            try {
                JsonNode health = new ObjectMapper()
                        .readTree(http.send(request, BodyHandlers.ofString()).body());
                boolean leads = health.path("checks").findValuesAsText("leads").contains("true");
                return leads ? "leads" : health.path("status").asText().equals("UP") ? "ready" : "away";
            } catch (IOException e) {
                return "away";
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return "away";
            }
        }

        @Override
        public boolean leads() {
            return standing().equals("leads");
        }

        @Override
        public void kill() throws InterruptedException {
            service.kill();
        }

        void startNow() {
            try {
                service.start();
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void stop() throws IOException, InterruptedException {
            service.stop();
        }

        @Override
        public void start() throws IOException, InterruptedException {
            service.start();
        }

        @Override
        public void pause() throws IOException, InterruptedException {
            service.pause();
        }

        @Override
        public void wake() throws IOException, InterruptedException {
            service.wake();
        }

        @Override
        public List<String> log() throws IOException {
            return service.log();
        }
    }
}
