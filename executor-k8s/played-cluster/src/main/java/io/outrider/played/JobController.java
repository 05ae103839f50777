package io.outrider.played;

import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobConditionBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Plays the Job controller and the garbage collector: one pod for each Job that is neither suspended nor over, conditions, deadlines,
 * time to live, finalizers. Jobs here have one completion and a backoffLimit of 0.
 */
final class JobController {

    static final String TRACKING = "batch.kubernetes.io/job-tracking";
    static final String FOREGROUND = "foregroundDeletion";

    private final Store store;

    JobController(Store store) {
        this.store = store;
    }

    /** Looks at everything once. */
    void round() {
        List<Job> jobs = store.jobs();
        List<Pod> pods = store.pods();
        for (Job job : jobs) {
            sync(job, owned(pods, job));
        }
        pods.stream()
                .filter(pod -> !pod.getMetadata().getOwnerReferences().isEmpty())
                .filter(pod -> jobs.stream().noneMatch(job -> isOwner(job, pod)))
                .forEach(this::collect);
    }

    private void sync(Job job, List<Pod> pods) {
        pods.stream().filter(JobController::isOver).forEach(pod -> release(pod));
        List<Pod> active = pods.stream()
                .filter(pod -> !isOver(pod) && !pod.isMarkedForDeletion())
                .toList();
        if (job.isMarkedForDeletion()) {
            active.forEach(this::delete);
            if (pods.isEmpty()) {
                store.release(job, FOREGROUND);
            }
            return;
        }
        if (hasCondition(job, "Complete") || hasCondition(job, "Failed")) {
            expire(job);
            return;
        }
        if (Boolean.TRUE.equals(job.getSpec().getSuspend())) {
            active.forEach(this::delete);
            suspend(job);
            return;
        }
        if (tooLate(job)) {
            active.forEach(this::delete);
            fail(job, pods, "DeadlineExceeded", "Job was active longer than specified deadline");
            return;
        }
        judge(job, pods, active);
    }

    private void judge(Job job, List<Pod> pods, List<Pod> active) {
        boolean succeeded =
                pods.stream().anyMatch(pod -> "Succeeded".equals(pod.getStatus().getPhase()));
        boolean failed = pods.stream()
                        .anyMatch(pod -> "Failed".equals(pod.getStatus().getPhase()) || pod.isMarkedForDeletion())
                || (pods.isEmpty() && job.getStatus() != null && job.getStatus().getStartTime() != null);
        boolean terminating = pods.stream().anyMatch(pod -> pod.isMarkedForDeletion() && !isOver(pod));
        if (succeeded) {
            complete(job);
        } else if (failed && !terminating) {
            fail(job, pods, "BackoffLimitExceeded", "Job has reached the specified backoff limit");
        } else if (pods.isEmpty()) {
            begin(job);
        } else if (!active.isEmpty()) {
            count(job, active);
        }
    }

    private void begin(Job job) {
        store.update(job, current -> {
                    status(current).setStartTime(Store.now());
                    status(current).setActive(1);
                    status(current).setReady(0);
                    status(current).setTerminating(0);
                    return current;
                })
                .ifPresent(current -> store.client().resource(pod(current)).create());
    }

    private static Pod pod(Job job) {
        String name =
                job.getMetadata().getName() + "-" + UUID.randomUUID().toString().substring(0, 5);
        return new PodBuilder()
                .withMetadata(job.getSpec().getTemplate().getMetadata())
                .editMetadata()
                .withName(name)
                .withGenerateName(job.getMetadata().getName() + "-")
                .withNamespace(job.getMetadata().getNamespace())
                .withFinalizers(TRACKING)
                .withOwnerReferences(new OwnerReferenceBuilder()
                        .withApiVersion("batch/v1")
                        .withKind("Job")
                        .withName(job.getMetadata().getName())
                        .withUid(job.getMetadata().getUid())
                        .withController(true)
                        .withBlockOwnerDeletion(true)
                        .build())
                .endMetadata()
                .withSpec(job.getSpec().getTemplate().getSpec())
                .withNewStatus()
                .withPhase("Pending")
                .withQosClass("Burstable")
                .endStatus()
                .build();
    }

    private void count(Job job, List<Pod> active) {
        int ready = (int) active.stream()
                .filter(pod -> "Running".equals(pod.getStatus().getPhase()))
                .count();
        JobStatus known = status(job);
        if (known.getReady() == null || known.getReady() != ready) {
            store.update(job, current -> {
                status(current).setReady(ready);
                return current;
            });
        }
    }

    private void complete(Job job) {
        store.update(job, current -> {
            ended(current);
            status(current).setSucceeded(1);
            status(current).setCompletionTime(Store.now());
            condition(current, "SuccessCriteriaMet", "CompletionsReached", "Reached expected number of succeeded pods");
            condition(current, "Complete", "CompletionsReached", "Reached expected number of succeeded pods");
            return current;
        });
    }

    private void fail(Job job, List<Pod> pods, String reason, String message) {
        store.update(job, current -> {
            ended(current);
            status(current).setFailed(Math.max(1, pods.size()));
            condition(current, "FailureTarget", reason, message);
            condition(current, "Failed", reason, message);
            return current;
        });
    }

    private void suspend(Job job) {
        if (!hasCondition(job, "Suspended")) {
            store.update(job, current -> {
                ended(current);
                status(current).setStartTime(null);
                condition(current, "Suspended", "JobSuspended", "Job suspended");
                return current;
            });
        }
    }

    private void expire(Job job) {
        Integer ttl = job.getSpec().getTtlSecondsAfterFinished();
        boolean over = ttl != null
                && job.getStatus().getConditions().stream()
                        .filter(condition -> condition.getType().equals("Complete")
                                || condition.getType().equals("Failed"))
                        .map(condition -> Instant.parse(condition.getLastTransitionTime()))
                        .anyMatch(end -> end.plusSeconds(ttl).isBefore(Instant.now()));
        if (over) {
            store.client().resource(job).delete();
        }
    }

    private static boolean tooLate(Job job) {
        Long deadline = job.getSpec().getActiveDeadlineSeconds();
        String start = status(job).getStartTime();
        return deadline != null
                && start != null
                && Duration.between(Instant.parse(start), Instant.now()).toSeconds() > deadline;
    }

    /** What nobody owns any more is deleted; what is over needs no controller to let it go. */
    private void collect(Pod pod) {
        if (!pod.isMarkedForDeletion()) {
            delete(pod);
        }
        if (isOver(pod)) {
            release(pod);
        }
    }

    private void delete(Pod pod) {
        store.delete(pod, Kubelet.specified(pod));
    }

    private void release(Pod pod) {
        if (pod.getMetadata().getFinalizers().contains(TRACKING)) {
            store.release(pod, TRACKING);
        }
    }

    static boolean isOver(Pod pod) {
        String phase = pod.getStatus() == null ? "" : pod.getStatus().getPhase();
        return "Succeeded".equals(phase) || "Failed".equals(phase);
    }

    private static List<Pod> owned(List<Pod> pods, Job job) {
        return pods.stream().filter(pod -> isOwner(job, pod)).toList();
    }

    private static boolean isOwner(Job job, Pod pod) {
        return pod.getMetadata().getOwnerReferences().stream()
                .anyMatch(owner -> owner.getUid().equals(job.getMetadata().getUid()));
    }

    private static JobStatus status(Job job) {
        if (job.getStatus() == null) {
            job.setStatus(new JobStatus());
        }
        return job.getStatus();
    }

    private static void ended(Job job) {
        status(job).setActive(null);
        status(job).setReady(0);
        status(job).setTerminating(0);
    }

    private static boolean hasCondition(Job job, String type) {
        return job.getStatus() != null
                && job.getStatus().getConditions().stream()
                        .anyMatch(condition -> condition.getType().equals(type)
                                && condition.getStatus().equals("True"));
    }

    private static void condition(Job job, String type, String reason, String message) {
        var conditions = new ArrayList<>(status(job).getConditions());
        conditions.add(new JobConditionBuilder()
                .withType(type)
                .withStatus("True")
                .withReason(reason)
                .withMessage(message)
                .withLastProbeTime(Store.now())
                .withLastTransitionTime(Store.now())
                .build());
        status(job).setConditions(conditions);
    }
}
