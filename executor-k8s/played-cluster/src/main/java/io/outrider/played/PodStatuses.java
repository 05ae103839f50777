package io.outrider.played;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodConditionBuilder;
import io.fabric8.kubernetes.api.model.PodStatus;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes a pod's status as a kubelet does: phase, conditions, one status for each container. */
final class PodStatuses {

    static final String NODE = "played-node-1";

    private final Store store;
    private final Pod pod;
    private final List<ContainerRun> init;
    private final List<ContainerRun> containers;

    PodStatuses(Store store, Pod pod, List<ContainerRun> init, List<ContainerRun> containers) {
        this.store = store;
        this.pod = pod;
        this.init = init;
        this.containers = containers;
    }

    void unschedulable(String message) {
        store.update(pod, current -> {
            PodStatus status = current.getStatus();
            status.setPhase("Pending");
            status.setConditions(List.of(condition("PodScheduled", "False", "Unschedulable", message)));
            return current;
        });
    }

    void scheduled() {
        store.update(pod, current -> {
            current.getSpec().setNodeName(NODE);
            current.getStatus().setStartTime(Store.now());
            current.getStatus().setHostIP("127.0.0.1");
            return written(current, "Pending", null, null);
        });
    }

    void write(String phase) {
        write(phase, null, null);
    }

    void write(String phase, @Nullable String reason, @Nullable String message) {
        store.update(pod, current -> written(current, phase, reason, message));
    }

    /** Adds a condition to those that are there. */
    void add(String type, String status, String reason, String message) {
        store.update(pod, current -> {
            List<PodCondition> conditions = new ArrayList<>(current.getStatus().getConditions());
            conditions.removeIf(known -> known.getType().equals(type));
            conditions.add(condition(type, status, reason, message));
            current.getStatus().setConditions(conditions);
            return current;
        });
    }

    private Pod written(Pod current, String phase, @Nullable String reason, @Nullable String message) {
        PodStatus status = current.getStatus();
        boolean initialised = !"Pending".equals(phase);
        boolean running = "Running".equals(phase);
        boolean succeeded = "Succeeded".equals(phase);
        boolean over = succeeded || "Failed".equals(phase);
        status.setPhase(phase);
        status.setReason(reason);
        status.setMessage(message);
        List<PodCondition> conditions = new ArrayList<>(status.getConditions());
        conditions.removeIf(known -> !known.getType().equals("DisruptionTarget"));
        String why = succeeded ? "PodCompleted" : over ? "PodFailed" : running ? null : "ContainersNotReady";
        conditions.add(condition("PodReadyToStartContainers", over ? "False" : "True", null, null));
        conditions.add(condition("Initialized", initialised ? "True" : "False", succeeded ? why : null, null));
        conditions.add(condition("Ready", running ? "True" : "False", why, null));
        conditions.add(condition("ContainersReady", running ? "True" : "False", why, null));
        conditions.add(condition("PodScheduled", "True", null, null));
        status.setConditions(conditions);
        status.setInitContainerStatuses(init.stream().map(ContainerRun::status).toList());
        status.setContainerStatuses(
                containers.stream().map(ContainerRun::status).toList());
        return current;
    }

    private static PodCondition condition(
            String type, String status, @Nullable String reason, @Nullable String message) {
        return new PodConditionBuilder()
                .withType(type)
                .withStatus(status)
                .withReason(reason)
                .withMessage(message)
                .withLastTransitionTime(Store.now())
                .build();
    }
}
