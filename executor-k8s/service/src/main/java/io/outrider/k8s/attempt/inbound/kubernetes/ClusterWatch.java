package io.outrider.k8s.attempt.inbound.kubernetes;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.outrider.k8s.attempt.application.Attempts;
import io.outrider.k8s.attempt.application.Cluster;
import io.outrider.k8s.attempt.domain.AttemptKey;
import io.outrider.k8s.attempt.domain.PodSight;
import io.outrider.k8s.attempt.domain.Stop;
import io.outrider.k8s.attempt.objects.JobReader;
import io.outrider.k8s.attempt.objects.Names;
import io.outrider.k8s.attempt.objects.PodReader;
import io.outrider.k8s.settings.JobsNamespace;
import io.outrider.k8s.settings.K8sSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Watches this executor's Jobs and pods: lists, then follows the changes from there, and lists again whenever the API server has
 * forgotten where that was. Everything is looked at again now and then, so that a lost change is a delay and nothing else.
 */
@ApplicationScoped
public class ClusterWatch {

    private static final Logger LOG = Logger.getLogger(ClusterWatch.class);
    private static final long RESYNC_MILLIS = 60_000;

    private final KubernetesClient client;
    private final JobsNamespace namespace;
    private final K8sSettings settings;
    private final Attempts attempts;
    private final Cluster cluster;
    private volatile @Nullable Throwable trouble;
    private List<SharedIndexInformer<?>> informers = List.of();
    private volatile @Nullable SharedIndexInformer<Job> watchedJobs;

    ClusterWatch(
            KubernetesClient client,
            JobsNamespace namespace,
            K8sSettings settings,
            Attempts attempts,
            Cluster cluster) {
        this.client = client;
        this.namespace = namespace;
        this.settings = settings;
        this.attempts = attempts;
        this.cluster = cluster;
    }

    /** What is there cannot be seen. */
    public static final class Blind extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Blind(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /**
     * Begins to watch; returns once everything that is there has been seen.
     *
     * @throws Blind if it is not within twice the time of the Lease
     */
    public synchronized void start() throws InterruptedException {
        trouble = null;
        String executor = Names.label(settings.name());
        SharedIndexInformer<Job> jobInformer = client.batch()
                .v1()
                .jobs()
                .inNamespace(namespace.name())
                .withLabel(Names.EXECUTOR, executor)
                .runnableInformer(RESYNC_MILLIS);
        SharedIndexInformer<Pod> podInformer = client.pods()
                .inNamespace(namespace.name())
                .withLabel(Names.EXECUTOR, executor)
                .runnableInformer(RESYNC_MILLIS);
        jobInformer.addEventHandler(handler(this::job));
        podInformer.addEventHandler(handler(this::pod));
        informers = List.of(podInformer, jobInformer);
        Duration patience = settings.lease().duration().multipliedBy(2);
        try {
            for (SharedIndexInformer<?> informer : informers) {
                informer.exceptionHandler((started, failure) -> {
                    trouble = failure;
                    LOG.warnf("The watch broke off: %s; beginning again", failure.getMessage());
                    return true;
                });
                informer.start().toCompletableFuture().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (ExecutionException | TimeoutException e) {
            stop();
            Throwable why = trouble == null ? e : trouble;
            throw new Blind(
                    "Expected to list Jobs and pods within " + patience.toSeconds() + "s, but " + words(why), why);
        }
        watchedJobs = jobInformer;
        // The informers tell of what they have listed on threads of their own, later.
        podInformer.getStore().list().forEach(pod -> pod(pod, false));
        jobInformer.getStore().list().forEach(job -> job(job, false));
        attempts.sighted();
    }

    private static String words(Throwable trouble) {
        for (Throwable cause = trouble; cause != null; cause = cause.getCause()) {
            if (cause instanceof KubernetesClientException e && e.getStatus() != null) {
                return "the API server answered " + e.getCode() + ": "
                        + e.getStatus().getMessage();
            }
        }
        return trouble instanceof TimeoutException
                ? "the API server does not answer"
                : String.valueOf(trouble.getMessage());
    }

    /** Stops to watch. */
    public synchronized void stop() {
        informers.forEach(SharedIndexInformer::stop);
        informers = List.of();
        watchedJobs = null;
    }

    /** Removes Jobs that were stopped long ago; no controller does, since they neither failed nor completed. */
    public void sweep(Instant now) {
        SharedIndexInformer<Job> informer = watchedJobs;
        if (informer == null) {
            return;
        }
        for (Job job : informer.getStore().list()) {
            Stop stop = JobReader.stop(JobReader.notes(job));
            boolean old = stop != null && stop.at().plus(settings.ttl()).isBefore(now);
            if (old && JobReader.reported(job)) {
                JobReader.key(job.getMetadata()).ifPresent(cluster::remove);
            }
        }
    }

    private void job(Job job, boolean gone) {
        JobReader.key(job.getMetadata())
                .ifPresent(key -> attempts.seen(
                        JobReader.papers(key, job),
                        JobReader.sight(job, gone),
                        JobReader.mark(job),
                        JobReader.reported(job)));
    }

    private void pod(Pod pod, boolean gone) {
        AttemptKey key = JobReader.key(pod.getMetadata()).orElse(null);
        if (key != null) {
            PodSight sight = PodReader.sight(pod);
            attempts.seen(key, gone ? sight.asGone() : sight);
        }
    }

    private static <T> ResourceEventHandler<T> handler(BiConsumer<T, Boolean> sink) {
        return new ResourceEventHandler<>() {
            @Override
            public void onAdd(T object) {
                sink.accept(object, false);
            }

            @Override
            public void onUpdate(T before, T after) {
                sink.accept(after, false);
            }

            @Override
            public void onDelete(T object, boolean finalStateUnknown) {
                sink.accept(object, true);
            }
        };
    }
}
