package io.outrider.k8s.attempt.objects;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.outrider.k8s.attempt.domain.PodSight;
import io.outrider.k8s.attempt.domain.PodSight.Main;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what a pod's status says. */
public final class PodReader {

    /** Reasons of waiting that every pod goes through say nothing. */
    private static final Set<String> ORDINARY = Set.of("ContainerCreating", "PodInitializing");

    private PodReader() {}

    public static PodSight sight(Pod pod) {
        PodStatus status = pod.getStatus() == null ? new PodStatus() : pod.getStatus();
        ContainerStatus fetch = container(status.getInitContainerStatuses(), PodContainers.FETCH);
        ContainerStatus collect = container(status.getInitContainerStatuses(), PodContainers.COLLECT);
        ContainerStatus task = container(status.getContainerStatuses(), PodContainers.TASK);
        boolean ended = "Failed".equals(status.getPhase()) || "Succeeded".equals(status.getPhase());
        PodCondition scheduled = condition(status, "PodScheduled");
        String deletion = pod.getMetadata().getDeletionTimestamp();
        return new PodSight(
                pod.getMetadata().getName(),
                pod.getSpec() == null ? null : pod.getSpec().getNodeName(),
                scheduled != null && "True".equals(scheduled.getStatus())
                        ? time(scheduled.getLastTransitionTime())
                        : null,
                main(task, fetch, collect),
                ended,
                trouble(status, scheduled),
                fetchFailure(fetch),
                collect != null
                        && collect.getState() != null
                        && collect.getState().getRunning() != null,
                message(collect),
                time(deletion),
                false);
    }

    private static Main main(
            @Nullable ContainerStatus task, @Nullable ContainerStatus fetch, @Nullable ContainerStatus collect) {
        ContainerState state = task == null ? null : task.getState();
        if (state != null && state.getTerminated() != null) {
            return terminated(state.getTerminated());
        }
        if (state != null && state.getRunning() != null) {
            Instant startedAt = time(state.getRunning().getStartedAt());
            return new Main.Running(startedAt == null ? Instant.EPOCH : startedAt);
        }
        // An image of a companion that cannot be pulled holds the task up, too.
        for (ContainerStatus status : new ContainerStatus[] {fetch, collect, task}) {
            if (status != null
                    && status.getState() != null
                    && status.getState().getWaiting() != null
                    && !ORDINARY.contains(
                            String.valueOf(status.getState().getWaiting().getReason()))) {
                var waiting = status.getState().getWaiting();
                return new Main.Waiting(waiting.getReason(), waiting.getMessage());
            }
        }
        return new Main.Waiting(null, null);
    }

    private static Main terminated(ContainerStateTerminated end) {
        // A process that could not be made has the epoch as its beginning.
        Instant startedAt = time(end.getStartedAt());
        boolean ran = startedAt != null
                && startedAt.isAfter(Instant.EPOCH)
                && !"ContainerStatusUnknown".equals(end.getReason())
                && !"StartError".equals(end.getReason())
                && !"ContainerCannotRun".equals(end.getReason());
        Instant finishedAt = time(end.getFinishedAt());
        return new Main.Terminated(
                end.getExitCode() == null ? 255 : end.getExitCode(),
                end.getReason(),
                end.getMessage(),
                ran ? startedAt : null,
                finishedAt == null ? Instant.EPOCH : finishedAt);
    }

    private static @Nullable String trouble(PodStatus status, @Nullable PodCondition scheduled) {
        if (status.getReason() != null) {
            return text(status.getReason(), status.getMessage());
        }
        PodCondition disrupted = condition(status, "DisruptionTarget");
        if (disrupted != null && "True".equals(disrupted.getStatus())) {
            return text(String.valueOf(disrupted.getReason()), disrupted.getMessage());
        }
        if (scheduled != null && "False".equals(scheduled.getStatus())) {
            return text(String.valueOf(scheduled.getReason()), scheduled.getMessage());
        }
        return null;
    }

    private static @Nullable String fetchFailure(@Nullable ContainerStatus fetch) {
        ContainerStateTerminated end = fetch == null || fetch.getState() == null
                ? null
                : fetch.getState().getTerminated();
        if (end == null || end.getExitCode() == null || end.getExitCode() == 0) {
            return null;
        }
        return text(String.valueOf(end.getReason()), end.getMessage()) + " (exit code " + end.getExitCode() + ")";
    }

    private static @Nullable String message(@Nullable ContainerStatus collect) {
        if (collect == null || collect.getState() == null || collect.getState().getTerminated() == null) {
            return null;
        }
        return collect.getState().getTerminated().getMessage();
    }

    private static @Nullable ContainerStatus container(@Nullable List<ContainerStatus> statuses, String name) {
        return statuses == null
                ? null
                : statuses.stream()
                        .filter(status -> name.equals(status.getName()))
                        .findFirst()
                        .orElse(null);
    }

    private static @Nullable PodCondition condition(PodStatus status, String type) {
        return status.getConditions() == null
                ? null
                : status.getConditions().stream()
                        .filter(condition -> type.equals(condition.getType()))
                        .findFirst()
                        .orElse(null);
    }

    private static String text(String reason, @Nullable String message) {
        return message == null || message.isBlank() ? reason : reason + ": " + message;
    }

    private static @Nullable Instant time(@Nullable String text) {
        return text == null ? null : Instant.parse(text);
    }
}
