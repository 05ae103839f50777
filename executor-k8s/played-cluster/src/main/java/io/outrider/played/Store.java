package io.outrider.played;

import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** The cluster's objects, as its own parts change them: read, changed, written, and again if somebody else was faster. */
final class Store {

    private static final int CONFLICT = 409;

    private final KubernetesClient client;

    Store(KubernetesClient client) {
        this.client = client;
    }

    KubernetesClient client() {
        return client;
    }

    List<Job> jobs() {
        return client.batch().v1().jobs().inAnyNamespace().list().getItems();
    }

    List<Pod> pods() {
        return client.pods().inAnyNamespace().list().getItems();
    }

    Optional<Pod> pod(String namespace, String name) {
        return Optional.ofNullable(
                client.pods().inNamespace(namespace).withName(name).get());
    }

    /** Changes an object; empty if it is gone, or another one of that name is there. */
    <T extends HasMetadata> Optional<T> update(T known, UnaryOperator<T> change) {
        while (true) {
            T current = client.resource(known).get();
            if (current == null
                    || !current.getMetadata()
                            .getUid()
                            .equals(known.getMetadata().getUid())) {
                return Optional.empty();
            }
            try {
                return Optional.ofNullable(
                        client.resource(change.apply(current)).update());
            } catch (KubernetesClientException e) {
                if (e.getCode() != CONFLICT) {
                    throw e;
                }
            }
        }
    }

    /** Removes a finalizer; the object goes with the last one if it is being deleted. */
    void release(HasMetadata object, String finalizer) {
        Optional<? extends HasMetadata> left = update(object, current -> {
            current.getMetadata().getFinalizers().remove(finalizer);
            return current;
        });
        left.ifPresent(ignored -> {});
    }

    /** Deletes a pod as the API server does: with the end of its grace as time, which another deletion can only bring nearer. */
    void delete(Pod pod, Duration grace) {
        Instant end = Instant.now().plus(grace).truncatedTo(ChronoUnit.SECONDS);
        update(pod, current -> {
            String known = current.getMetadata().getDeletionTimestamp();
            boolean held = !current.getMetadata().getFinalizers().isEmpty();
            if (held && (known == null || end.isBefore(Instant.parse(known)))) {
                current.getMetadata().setDeletionGracePeriodSeconds(grace.toSeconds());
                current.getMetadata().setDeletionTimestamp(end.toString());
            }
            return current;
        });
        client.resource(pod).delete();
    }

    void event(Pod pod, String reason, String message) {
        String now = now();
        client.v1()
                .events()
                .inNamespace(pod.getMetadata().getNamespace())
                .resource(new EventBuilder()
                        .withNewMetadata()
                        .withName(pod.getMetadata().getName() + "."
                                + UUID.randomUUID().toString().substring(0, 8))
                        .withNamespace(pod.getMetadata().getNamespace())
                        .endMetadata()
                        .withNewInvolvedObject()
                        .withApiVersion("v1")
                        .withKind("Pod")
                        .withName(pod.getMetadata().getName())
                        .withNamespace(pod.getMetadata().getNamespace())
                        .withUid(pod.getMetadata().getUid())
                        .endInvolvedObject()
                        .withType("Warning")
                        .withReason(reason)
                        .withMessage(message)
                        .withFirstTimestamp(now)
                        .withLastTimestamp(now)
                        .withCount(1)
                        .build())
                .create();
    }

    /** A moment as the API writes it: whole seconds. */
    static String now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
