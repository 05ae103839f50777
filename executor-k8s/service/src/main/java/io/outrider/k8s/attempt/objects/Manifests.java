package io.outrider.k8s.attempt.objects;

import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.outrider.k8s.attempt.application.Causation;
import io.outrider.k8s.attempt.application.Papers;
import io.outrider.k8s.attempt.application.StartOrder;
import io.outrider.protocol.TaskSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An attempt as objects of Kubernetes 1.29 and newer (native sidecars): one Job with one pod, and the Secrets with its inputs. Pure:
 * the same order gives the same objects.
 */
public final class Manifests {

    private final Placement placement;
    private final StartOrder order;
    private final InputSecrets inputs;

    /**
     * Prepares the objects of an attempt.
     *
     * @param token what its companion shows
     */
    public Manifests(Placement placement, StartOrder order, String token) {
        this.placement = placement;
        this.order = order;
        this.inputs = new InputSecrets(order, labels(), token);
    }

    public List<Secret> secrets() {
        return inputs.secrets();
    }

    public Job job() {
        TaskSpec spec = order.spec();
        long deadline = placement.start().toSeconds()
                + spec.timeoutSeconds()
                + spec.gracePeriodSeconds()
                + placement.upload().toSeconds();
        return new JobBuilder()
                .withNewMetadata()
                .withName(Names.job(order.papers().key()))
                .withLabels(labels())
                .withAnnotations(annotations())
                .endMetadata()
                .withNewSpec()
                .withBackoffLimit(0)
                .withActiveDeadlineSeconds(deadline)
                .withTtlSecondsAfterFinished((int) placement.ttl().toSeconds())
                .withNewTemplate()
                .withNewMetadata()
                .withLabels(labels())
                .withAnnotations(Map.of(Names.TASK_ID, order.papers().key().task()))
                .endMetadata()
                .withSpec(pod())
                .endTemplate()
                .endSpec()
                .build();
    }

    private PodSpec pod() {
        PodContainers containers = new PodContainers(placement, order, inputs);
        return new PodSpecBuilder()
                .withRestartPolicy("Never")
                .withServiceAccountName(placement.serviceAccount())
                .withAutomountServiceAccountToken(false)
                .withEnableServiceLinks(false)
                .withTerminationGracePeriodSeconds(
                        order.spec().gracePeriodSeconds() + placement.upload().toSeconds())
                .withPriorityClassName(placement.priorityClass())
                .withNodeSelector(placement.nodeSelector().isEmpty() ? null : placement.nodeSelector())
                .withTolerations(placement.tolerations())
                .withImagePullSecrets(placement.imagePullSecrets().stream()
                        .map(LocalObjectReference::new)
                        .toList())
                .withNewSecurityContext()
                .withRunAsUser(placement.user())
                .withRunAsGroup(placement.user())
                .withFsGroup(placement.user())
                .withFsGroupChangePolicy("OnRootMismatch")
                .withRunAsNonRoot(placement.nonRoot())
                .withNewSeccompProfile()
                .withType("RuntimeDefault")
                .endSeccompProfile()
                .endSecurityContext()
                .withInitContainers(containers.init())
                .withContainers(containers.task())
                .withVolumes(containers.volumes())
                .build();
    }

    private Map<String, String> labels() {
        return labels(placement, order.papers());
    }

    static Map<String, String> labels(Placement placement, Papers papers) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put(Names.APP, "outrider-task");
        labels.put(Names.MANAGED_BY, "outrider");
        labels.put(Names.EXECUTOR, Names.label(placement.executor()));
        labels.put(Names.JOB, Names.label(papers.job()));
        labels.put(Names.TASK, Names.label(papers.key().task()));
        labels.put(Names.ATTEMPT, Integer.toString(papers.key().attempt()));
        labels.put(Names.EPOCH, Integer.toString(papers.key().epoch()));
        return labels;
    }

    private Map<String, String> annotations() {
        TaskSpec spec = order.spec();
        Papers papers = order.papers();
        Causation causation = papers.causation();
        Map<String, String> annotations = new LinkedHashMap<>();
        annotations.put(Names.TASK_ID, papers.key().task());
        annotations.put(Names.JOB_ID, papers.job());
        annotations.put(Names.NODE, papers.node());
        annotations.put(Names.PROJECT, papers.part().project());
        annotations.put(Names.TEMPLATE, spec.template() + "@" + spec.version() + " " + spec.method());
        if (papers.part().reaction() != null) {
            annotations.put(Names.REACTION, papers.part().reaction());
        }
        if (papers.part().causationDepth() > 0) {
            annotations.put(
                    Names.CAUSATION_DEPTH, Integer.toString(papers.part().causationDepth()));
        }
        annotations.put(Names.TIMEOUT, Integer.toString(spec.timeoutSeconds()));
        annotations.put(Names.GRACE, Integer.toString(spec.gracePeriodSeconds()));
        annotations.put(Names.CAUSATION, causation.causationId());
        annotations.put(Names.CORRELATION, causation.correlationId());
        annotations.put(Names.ACTOR, causation.actor());
        if (causation.traceparent() != null) {
            annotations.put(Names.TRACEPARENT, causation.traceparent());
        }
        if (!spec.sensitive().isEmpty()) {
            // A parameter's name holds no line feed.
            annotations.put(Names.SENSITIVE, String.join("\n", spec.sensitive()));
        }
        if (spec.contentArchive() != null) {
            annotations.put(Names.CONTENT, spec.contentArchive());
        }
        return annotations;
    }
}
