package io.outrider.played;

import io.fabric8.kubernetes.api.model.Pod;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Plays scheduler and kubelet: runs each pod once, and ends it when it is deleted. */
final class Kubelet {

    private final Store store;
    private final Images images;
    private final Path folder;
    private final Faults faults;
    private final Map<String, PodRun> runs = new ConcurrentHashMap<>();
    private final Map<String, Duration> graces = new ConcurrentHashMap<>();

    Kubelet(Store store, Images images, Path folder, Faults faults) {
        this.store = store;
        this.images = images;
        this.folder = folder;
        this.faults = faults;
    }

    /** Looks at every pod once. */
    void round() {
        for (Pod pod : store.pods()) {
            PodRun run = runs.computeIfAbsent(pod.getMetadata().getUid(), uid -> begin(pod));
            if (pod.isMarkedForDeletion()) {
                run.delete(graces.getOrDefault(pod.getMetadata().getUid(), specified(pod)));
            }
        }
    }

    /** Remembers with which grace period a pod is going to be deleted. */
    void grace(Pod pod, Duration grace) {
        graces.putIfAbsent(pod.getMetadata().getUid(), grace);
    }

    Optional<PodRun> run(Pod pod) {
        return Optional.ofNullable(runs.get(pod.getMetadata().getUid()));
    }

    void dropLogs() {
        runs.values().forEach(PodRun::dropLogs);
    }

    void stop() {
        runs.values().forEach(PodRun::abandon);
    }

    private PodRun begin(Pod pod) {
        PodRun run = new PodRun(store, images, pod, folder, faults.forNewPod());
        Thread.ofVirtual().name("pod-" + pod.getMetadata().getName()).start(() -> {
            try {
                run.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        return run;
    }

    static Duration specified(Pod pod) {
        Long grace = pod.getSpec().getTerminationGracePeriodSeconds();
        return Duration.ofSeconds(grace == null ? 30 : grace);
    }
}
