package io.outrider.k8s.attempt.outbound.kubernetes;

import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.outrider.k8s.attempt.application.Cluster;
import io.outrider.k8s.attempt.application.Inputs;
import io.outrider.k8s.attempt.application.Papers;
import io.outrider.k8s.attempt.application.StartOrder;
import io.outrider.k8s.attempt.domain.AttemptKey;
import io.outrider.k8s.attempt.domain.Outcome;
import io.outrider.k8s.attempt.domain.Stop;
import io.outrider.k8s.attempt.objects.InputSecrets;
import io.outrider.k8s.attempt.objects.JobReader;
import io.outrider.k8s.attempt.objects.Manifests;
import io.outrider.k8s.attempt.objects.Names;
import io.outrider.k8s.attempt.objects.Placement;
import io.outrider.k8s.attempt.objects.Tombstone;
import io.outrider.k8s.companion.application.Tokens;
import io.outrider.k8s.lease.Tenure;
import io.outrider.k8s.log.domain.LogMark;
import io.outrider.k8s.settings.JobsNamespace;
import io.outrider.k8s.settings.K8sSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The cluster through its API server. Reads for anybody; changes it only while this replica leads. */
@ApplicationScoped
public class FabricCluster implements Cluster {

    private static final Logger LOG = Logger.getLogger(FabricCluster.class);
    private static final int UNAUTHORIZED = 401;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int TOO_MANY = 429;
    private static final int MAX_PARTS = 16;

    /** etcd stores 1.5 MiB; the rest is for what the API server and others write into a Job. */
    private static final int MOST_JOB_BYTES = 1 << 20;

    private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);

    private final KubernetesClient client;
    private final Placement placement;
    private final Tokens tokens;
    private final Tenure tenure;

    FabricCluster(
            KubernetesClient client, K8sSettings settings, JobsNamespace namespace, Tokens tokens, Tenure tenure) {
        this.client = client;
        this.placement = Placement.of(settings, namespace.name());
        this.tokens = tokens;
        this.tenure = tenure;
    }

    @Override
    public void create(StartOrder order) throws Refused {
        AttemptKey key = order.papers().key();
        Manifests manifests = new Manifests(placement, order, tokens.of(key));
        List<Secret> secrets = manifests.secrets();
        Job wanted = manifests.job();
        checkSize(wanted);
        for (Secret secret : secrets) {
            createUnlessThere(
                    client.secrets().inNamespace(placement.namespace()).resource(secret));
        }
        createJob(key, wanted);
        Job job = job(key).get();
        if (job != null) {
            secrets.forEach(secret -> own(secret, job));
        }
    }

    /** A quota is asked before the name: a Job that is there is refused, too, where its creation was not answered and is tried again. */
    private void createJob(AttemptKey key, Job wanted) throws Refused {
        try {
            createUnlessThere(client.batch()
                    .v1()
                    .jobs()
                    .inNamespace(placement.namespace())
                    .resource(wanted));
        } catch (Refused e) {
            if (job(key).get() == null) {
                throw e;
            }
        }
    }

    /** etcd refuses what is larger with an answer that looks as if it would pass. */
    private void checkSize(Job job) throws Refused {
        int bytes = client.getKubernetesSerialization().asJson(job).getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MOST_JOB_BYTES) {
            throw new Refused("Expected a Job of at most " + MOST_JOB_BYTES + " bytes, but this task's has " + bytes
                    + "; move what is long in the command or the environment of its type into the template's files");
        }
    }

    /** The Secrets go with the Job, should nobody be there to remove them. */
    private void own(Secret secret, Job job) {
        OwnerReference owner = new OwnerReferenceBuilder()
                .withApiVersion("batch/v1")
                .withKind("Job")
                .withName(job.getMetadata().getName())
                .withUid(job.getMetadata().getUid())
                .build();
        Secret patch = new SecretBuilder()
                .withNewMetadata()
                .withOwnerReferences(owner)
                .endMetadata()
                .build();
        patch(
                client.secrets()
                        .inNamespace(placement.namespace())
                        .withName(secret.getMetadata().getName()),
                patch);
    }

    private void createUnlessThere(Resource<? extends HasMetadata> resource) throws Refused {
        tenure.required();
        try {
            resource.create();
        } catch (KubernetesClientException e) {
            if (isThere(e)) {
                return;
            }
            if (isLasting(e.getCode())) {
                throw new Refused(
                        "Expected the cluster to take the task, but it answered " + e.getCode() + ": " + reason(e));
            }
            throw e;
        }
    }

    /** A conflict may also be about another object: a quota that somebody else changes at the same moment. */
    private static boolean isThere(KubernetesClientException e) {
        return e.getCode() == CONFLICT
                && e.getStatus() != null
                && "AlreadyExists".equals(e.getStatus().getReason());
    }

    private static boolean isLasting(int status) {
        return status >= 400 && status < 500 && status != UNAUTHORIZED && status != CONFLICT && status != TOO_MANY;
    }

    private static String reason(KubernetesClientException e) {
        return e.getStatus() != null && e.getStatus().getMessage() != null
                ? e.getStatus().getMessage()
                : String.valueOf(e.getMessage());
    }

    @Override
    public Optional<Standing> find(AttemptKey key) {
        return Optional.ofNullable(job(key).get())
                .map(job -> new Standing(JobReader.reported(job), JobReader.stop(JobReader.notes(job)) != null));
    }

    @Override
    public Optional<String> trouble(AttemptKey key, @Nullable String pod) {
        try {
            return client.v1().events().inNamespace(placement.namespace()).list().getItems().stream()
                    .filter(event -> {
                        String about = event.getInvolvedObject().getName();
                        return Names.job(key).equals(about) || (pod != null && pod.equals(about));
                    })
                    .filter(event -> "Warning".equals(event.getType()) && event.getMessage() != null)
                    .max(Comparator.comparing(EventTimes::last))
                    .map(event -> event.getReason() + ": " + event.getMessage());
        } catch (KubernetesClientException e) {
            LOG.warnf("Expected to read the events of %s, but %s", key, e.getMessage());
            return Optional.empty();
        }
    }

    @Override
    public void halt(AttemptKey key, Stop stop) {
        patch(job(key), stopping(stop).withNewSpec().withSuspend(true).endSpec().build());
    }

    @Override
    public void note(AttemptKey key, Stop stop) {
        patch(job(key), stopping(stop).build());
    }

    private static JobBuilder stopping(Stop stop) {
        return new JobBuilder()
                .withNewMetadata()
                .withAnnotations(Map.of(
                        Names.STOP, stop.outcome().name(),
                        Names.STOP_REASON, stop.reason(),
                        Names.STOP_AT, stop.at().toString()))
                .endMetadata();
    }

    @Override
    public void suspend(AttemptKey key) {
        patch(
                job(key),
                new JobBuilder().withNewSpec().withSuspend(true).endSpec().build());
    }

    @Override
    public void bury(Papers papers, Stop stop) {
        Job job = Tombstone.of(placement, papers, stop);
        try {
            createUnlessThere(client.batch()
                    .v1()
                    .jobs()
                    .inNamespace(placement.namespace())
                    .resource(job));
        } catch (Refused e) {
            LOG.warnf("Expected to leave a mark of %s, but %s", papers.key(), e.getMessage());
        }
    }

    @Override
    public void kill(String pod, Duration grace) {
        tenure.required();
        client.pods()
                .inNamespace(placement.namespace())
                .withName(pod)
                // No grace at all would remove the pod before its machine has ended the process.
                .withGracePeriod(Math.max(1, grace.toSeconds()))
                .delete();
    }

    @Override
    public void reported(AttemptKey key, Outcome outcome) {
        note(key, Names.REPORTED, outcome.name());
        removeSecrets(key);
    }

    @Override
    public void discard(AttemptKey key) {
        try {
            removeSecrets(key);
        } catch (KubernetesClientException e) {
            LOG.warnf("Expected to remove the Secrets of %s, which has no Job, but %s", key, e.getMessage());
        }
    }

    private void removeSecrets(AttemptKey key) {
        for (int part = 0; part < MAX_PARTS; part++) {
            tenure.required();
            boolean removed = !client.secrets()
                    .inNamespace(placement.namespace())
                    .withName(Names.secret(key, part))
                    .delete()
                    .isEmpty();
            if (!removed) {
                return;
            }
        }
    }

    @Override
    public void mark(AttemptKey key, LogMark mark) {
        note(key, Names.LOG, mark.text());
    }

    private void note(AttemptKey key, String name, String value) {
        patch(
                job(key),
                new JobBuilder()
                        .withNewMetadata()
                        .withAnnotations(Map.of(name, value))
                        .endMetadata()
                        .build());
    }

    @Override
    public Optional<Inputs> inputs(AttemptKey key) {
        Job job = job(key).get();
        Secret first = job == null ? null : secret(key, 0);
        if (job == null || first == null) {
            return Optional.empty();
        }
        ByteArrayOutputStream parameters = new ByteArrayOutputStream();
        ByteArrayOutputStream event = new ByteArrayOutputStream();
        boolean more = append(first, InputSecrets.PARAMETERS, parameters);
        append(first, InputSecrets.EVENT, event);
        for (int part = 1; !more && part < MAX_PARTS; part++) {
            Secret next = secret(key, part);
            if (next == null) {
                break;
            }
            append(next, InputSecrets.PARAMETERS, parameters);
            append(next, InputSecrets.EVENT, event);
        }
        String names = JobReader.notes(job).get(Names.SENSITIVE);
        return Optional.of(new Inputs(
                parameters.toString(StandardCharsets.UTF_8),
                event.size() == 0 ? null : event.toString(StandardCharsets.UTF_8),
                names == null ? List.of() : names.lines().toList(),
                JobReader.notes(job).get(Names.CONTENT)));
    }

    @Override
    public void remove(AttemptKey key) {
        tenure.required();
        job(key).withPropagationPolicy(DeletionPropagation.BACKGROUND).delete();
    }

    private static boolean append(Secret secret, String name, ByteArrayOutputStream into) {
        String data = secret.getData() == null ? null : secret.getData().get(name);
        if (data == null) {
            return false;
        }
        into.writeBytes(Base64.getDecoder().decode(data));
        return true;
    }

    private @Nullable Secret secret(AttemptKey key, int part) {
        return client.secrets()
                .inNamespace(placement.namespace())
                .withName(Names.secret(key, part))
                .get();
    }

    private Resource<Job> job(AttemptKey key) {
        return client.batch().v1().jobs().inNamespace(placement.namespace()).withName(Names.job(key));
    }

    /** Changes what the patch names; an object that is gone needs no change. */
    private <T extends HasMetadata> void patch(Resource<T> resource, T patch) {
        tenure.required();
        try {
            resource.patch(MERGE, Serialization.asJson(patch));
        } catch (KubernetesClientException e) {
            if (e.getCode() != NOT_FOUND) {
                throw e;
            }
        }
    }
}
