package io.outrider.played;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Probe;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The life of one pod on its machine, from scheduling to its last status; restartPolicy Never. */
final class PodRun {

    private static final Duration STEP = Duration.ofMillis(25);
    /** Sidecars get this much after SIGTERM even when the pod's grace period is used up. */
    private static final Duration LEAST_GRACE = Duration.ofSeconds(2);

    private static final Duration BEFORE_FAULT = Duration.ofMillis(500);
    private static final String UNSCHEDULABLE =
            "0/3 nodes are available: 3 Insufficient memory. preemption: 0/3 nodes are available: 3 No preemption victims found for incoming pods.";

    /** The pod is being deleted before it ran. */
    private static final class Deleted extends Exception {
        private static final long serialVersionUID = 1L;
    }

    private final Store store;
    private final Images images;
    private final Pod pod;
    private final Optional<PodFault> fault;
    private final Volumes volumes;
    private final List<ContainerRun> init = new ArrayList<>();
    private final List<ContainerRun> containers = new ArrayList<>();
    private final PodStatuses statuses;
    private final CompletableFuture<Duration> deletion = new CompletableFuture<>();

    PodRun(Store store, Images images, Pod pod, Path folder, Optional<PodFault> fault) {
        this.store = store;
        this.images = images;
        this.pod = pod;
        this.fault = fault;
        Path own = folder.resolve(pod.getMetadata().getUid());
        this.volumes = new Volumes(store.client(), pod, own);
        pod.getSpec()
                .getInitContainers()
                .forEach(container ->
                        init.add(new ContainerRun(container, "Always".equals(container.getRestartPolicy()), own)));
        pod.getSpec().getContainers().forEach(container -> containers.add(new ContainerRun(container, false, own)));
        this.statuses = new PodStatuses(store, pod, init, containers);
    }

    Pod pod() {
        return pod;
    }

    /** Asks the pod to end, as the API does on a deletion; the first grace period counts. */
    void delete(Duration grace) {
        deletion.complete(grace);
    }

    /** Ends every process at once, whatever the API says. */
    void abandon() {
        all().forEach(container -> container.kill(null));
    }

    /** Forgets what its containers have written. */
    void dropLogs() {
        all().forEach(container -> container.log().drop());
    }

    Optional<ContainerRun> container(String name) {
        return all().stream()
                .filter(run -> run.container().getName().equals(name))
                .findFirst();
    }

    private List<ContainerRun> all() {
        List<ContainerRun> all = new ArrayList<>(init);
        all.addAll(containers);
        return all;
    }

    void run() throws InterruptedException {
        try {
            schedule();
            mount();
            if (initialise()) {
                runMain();
            }
        } catch (Deleted neverRan) {
            terminate(LEAST_GRACE);
            containers.forEach(run -> run.waiting("ContainerCreating", null));
            statuses.write("Failed");
        } catch (IOException e) {
            statuses.write("Failed", "Error", e.getMessage());
        } finally {
            all().forEach(run -> run.log().close());
            volumes.remove();
        }
    }

    private void schedule() throws Deleted, InterruptedException {
        if (fault.filter(PodFault.UNSCHEDULABLE::equals).isPresent()) {
            statuses.unschedulable(UNSCHEDULABLE);
            store.event(pod, "FailedScheduling", UNSCHEDULABLE);
            awaitDeletion();
        }
        statuses.scheduled();
    }

    private void mount() throws Deleted, InterruptedException {
        if (fault.filter(PodFault.MOUNT::equals).isPresent()) {
            store.event(pod, "FailedMount", "MountVolume.SetUp failed for volume \"out\" : no space left on device");
            awaitDeletion();
        }
        for (boolean told = false; ; ) {
            Optional<String> missing = volumes.mount();
            if (missing.isEmpty()) {
                return;
            }
            if (!told) {
                store.event(pod, "FailedMount", "MountVolume.SetUp failed for volume : " + missing.get());
                told = true;
            }
            stopIfDeleted();
            Thread.sleep(STEP);
        }
    }

    /** Runs the init containers one after the other; sidecars stay. False if one failed. */
    private boolean initialise() throws Deleted, IOException, InterruptedException {
        for (ContainerRun run : init) {
            Container container = run.container();
            boolean sidecar = "Always".equals(container.getRestartPolicy());
            int port = start(run);
            statuses.write("Pending");
            while (sidecar ? !probed(container.getStartupProbe(), port) : !run.awaitEnd(STEP)) {
                stopIfDeleted();
                Thread.sleep(STEP);
            }
            if (!sidecar && !run.succeeded()) {
                terminate(LEAST_GRACE);
                statuses.write("Failed");
                return false;
            }
            statuses.write("Pending");
        }
        return true;
    }

    private void runMain() throws Deleted, IOException, InterruptedException {
        ContainerRun main = containers.getFirst();
        failBeforeStart(main);
        start(main);
        statuses.write("Running");
        Instant faultAt = Instant.now().plus(BEFORE_FAULT);
        while (!main.awaitEnd(STEP)) {
            if (deletion.isDone()) {
                end(main);
                return;
            }
            if (fault.isPresent() && Instant.now().isAfter(faultAt) && disturb(main)) {
                return;
            }
        }
        statuses.write("Running");
        terminate(grace());
        statuses.write(main.succeeded() ? "Succeeded" : "Failed");
    }

    private void failBeforeStart(ContainerRun main) throws Deleted, InterruptedException {
        String image = main.container().getImage();
        switch (fault.orElse(PodFault.NODE_LOST)) {
            case IMAGE_PULL -> {
                String message = "failed to pull and unpack image \"" + image + "\": not found";
                stuck(main, "ErrImagePull", message);
                Thread.sleep(BEFORE_FAULT);
                stuck(main, "ImagePullBackOff", "Back-off pulling image \"" + image + "\": ErrImagePull: " + message);
                awaitDeletion();
            }
            case INVALID_IMAGE_NAME -> {
                stuck(
                        main,
                        "InvalidImageName",
                        "Failed to apply default image tag \"" + image
                                + "\": couldn't parse image name: invalid reference format");
                awaitDeletion();
            }
            case CONFIG_ERROR -> {
                stuck(main, "CreateContainerConfigError", "secret \"no-such\" not found");
                awaitDeletion();
            }
            case UNSCHEDULABLE, MOUNT, OUT_OF_MEMORY, EVICTED, PREEMPTED, NODE_LOST -> {}
        }
    }

    private void stuck(ContainerRun main, String reason, String message) {
        main.waiting(reason, message);
        statuses.write("Pending");
        store.event(pod, "Failed", message);
    }

    /** Returns true if that was the end of the pod. */
    private boolean disturb(ContainerRun main) throws InterruptedException {
        switch (fault.orElseThrow()) {
            case OUT_OF_MEMORY -> main.kill("OOMKilled");
            case EVICTED -> {
                statuses.add(
                        "DisruptionTarget", "True", "TerminationByKubelet", "The node was low on resource: memory.");
                all().forEach(run -> run.kill(null));
                for (ContainerRun run : all()) {
                    run.awaitEnd(LEAST_GRACE);
                }
                statuses.write("Failed", "Evicted", "The node was low on resource: memory. Threshold quantity: 100Mi.");
                return true;
            }
            case PREEMPTED -> {
                statuses.add("DisruptionTarget", "True", "PreemptionByScheduler", "default-scheduler: preempting");
                store.delete(pod, grace());
                deletion.complete(grace());
                end(main);
                return true;
            }
            case NODE_LOST -> {
                statuses.add("Ready", "False", "NodeNotReady", "Node is not ready");
                statuses.add(
                        "DisruptionTarget",
                        "True",
                        "DeletionByTaintManager",
                        "Taint manager: deleting due to NoExecute taint");
                store.client().resource(pod).delete();
                main.awaitEnd(Duration.ofDays(1));
                return true;
            }
            case IMAGE_PULL, INVALID_IMAGE_NAME, UNSCHEDULABLE, MOUNT, CONFIG_ERROR -> {}
        }
        return false;
    }

    /**
     * SIGTERM, the grace period, SIGKILL; then the same for the sidecars with what is left. As a kubelet does it, nothing is said of the
     * containers of a pod that is being deleted before all have ended.
     */
    private void end(ContainerRun main) throws InterruptedException {
        Instant over = Instant.now().plus(deletion.join());
        main.terminate();
        while (!main.awaitEnd(STEP)) {
            if (Instant.now().isAfter(over)) {
                main.kill(null);
            }
        }
        Duration left = Duration.between(Instant.now(), over);
        terminate(left.compareTo(LEAST_GRACE) < 0 ? LEAST_GRACE : left);
        statuses.write(main.succeeded() ? "Succeeded" : "Failed");
    }

    /** Ends what still runs of the init containers: the sidecars, the last one first. */
    private void terminate(Duration grace) throws InterruptedException {
        Instant over = Instant.now().plus(grace);
        for (ContainerRun run : init.reversed()) {
            run.terminate();
            while (run.started() && !run.awaitEnd(STEP)) {
                if (Instant.now().isAfter(over)) {
                    run.kill(null);
                }
            }
        }
    }

    private Duration grace() {
        Long grace = pod.getSpec().getTerminationGracePeriodSeconds();
        return Duration.ofSeconds(grace == null ? 30 : grace);
    }

    /** Starts a container. Returns the port of its startup probe, which is another one than it says: all pods share this machine's. */
    private int start(ContainerRun run) throws Deleted, IOException, InterruptedException {
        Container container = run.container();
        Map<String, String> variables = variables(run);
        int port = 0;
        Probe probe = container.getStartupProbe();
        if (probe != null && probe.getHttpGet() != null) {
            port = freePort();
            String own = Integer.toString(port);
            String asked = probe.getHttpGet().getPort().getValue().toString();
            variables.replaceAll((name, value) -> value.equals(asked) ? own : value);
        }
        List<String> argv = images.argv(container.getImage(), container.getCommand(), container.getArgs()).stream()
                .map(word -> Expansion.of(word, variables))
                .toList();
        run.start(argv, variables, container.getWorkingDir());
        return port;
    }

    private Map<String, String> variables(ContainerRun run) throws Deleted, InterruptedException {
        while (true) {
            try {
                return new Variables(store.client(), pod).of(run.container(), volumes.of(run.container()));
            } catch (Variables.ConfigException e) {
                stuck(run, "CreateContainerConfigError", e.getMessage());
                stopIfDeleted();
                Thread.sleep(BEFORE_FAULT);
            }
        }
    }

    private static boolean probed(@org.jspecify.annotations.Nullable Probe probe, int port) throws IOException {
        if (probe == null || probe.getHttpGet() == null) {
            return true;
        }
        String path = Optional.ofNullable(probe.getHttpGet().getPath()).orElse("/");
        HttpURLConnection connection = (HttpURLConnection)
                URI.create("http://127.0.0.1:" + port + path).toURL().openConnection();
        connection.setConnectTimeout(1_000);
        connection.setReadTimeout(1_000);
        try {
            return connection.getResponseCode() < 400;
        } catch (IOException notYet) {
            return false;
        } finally {
            connection.disconnect();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private void stopIfDeleted() throws Deleted {
        if (deletion.isDone()) {
            throw new Deleted();
        }
    }

    private void awaitDeletion() throws Deleted, InterruptedException {
        try {
            deletion.get(1, TimeUnit.DAYS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
        throw new Deleted();
    }
}
