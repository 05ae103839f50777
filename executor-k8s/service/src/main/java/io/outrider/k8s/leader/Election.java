package io.outrider.k8s.leader;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElectionConfig;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElectionConfigBuilder;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaseLock;
import io.micrometer.core.instrument.MeterRegistry;
import io.outrider.k8s.attempt.objects.Names;
import io.outrider.k8s.node.application.Registering;
import io.outrider.k8s.settings.JobsNamespace;
import io.outrider.k8s.settings.K8sSettings;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the replica that works by a Lease. A replica that cannot renew it stops before another may take over; what a replica does
 * that has not noticed yet is harmless, since names and event ids follow from the attempt.
 */
@ApplicationScoped
public class Election {

    private static final Logger LOG = Logger.getLogger(Election.class);

    private final KubernetesClient client;
    private final K8sSettings settings;
    private final JobsNamespace namespace;
    private final Leading leading;
    private final Registering registering;
    private final String identity;
    private @Nullable Thread working;
    private volatile @Nullable CompletableFuture<?> election;
    private volatile boolean closed;

    Election(
            KubernetesClient client,
            K8sSettings settings,
            JobsNamespace namespace,
            Leading leading,
            Registering registering,
            MeterRegistry meters) {
        this.client = client;
        this.settings = settings;
        this.namespace = namespace;
        this.leading = leading;
        this.registering = registering;
        String pod = System.getenv("POD_NAME");
        this.identity = (pod == null ? "executor" : pod) + "-" + UUID.randomUUID();
        meters.gauge("outrider.k8s.leader", leading, leader -> leader.leads() ? 1 : 0);
    }

    void start(@Observes StartupEvent event) {
        Thread.ofVirtual().name("election").start(this::run);
    }

    void stop(@Observes ShutdownEvent event) {
        closed = true;
        boolean led = leading.leads();
        stopWorking();
        if (led) {
            registering.leave("the executor was stopped");
        }
        CompletableFuture<?> current = election;
        if (current != null) {
            current.cancel(true);
        }
    }

    private void run() {
        while (!closed) {
            try {
                CompletableFuture<?> current = client.leaderElector()
                        .withConfig(configuration())
                        .build()
                        .start();
                election = current;
                current.join();
            } catch (RuntimeException e) {
                if (!closed) {
                    LOG.warnf("Expected to take part in the election, but %s; trying again", e.getMessage());
                }
            }
            stopWorking();
            pause();
        }
    }

    private LeaderElectionConfig configuration() {
        Duration lease = settings.lease().duration();
        String name = settings.lease().name().orElse("outrider-executor-" + Names.label(settings.name()));
        String where = settings.lease().namespace().orElse(namespace.name());
        return new LeaderElectionConfigBuilder()
                .withName(name)
                .withLock(new LeaseLock(where, name, identity))
                .withLeaseDuration(lease)
                .withRenewDeadline(lease.multipliedBy(2).dividedBy(3))
                .withRetryPeriod(lease.dividedBy(8))
                .withReleaseOnCancel(true)
                .withLeaderCallbacks(new LeaderCallbacks(
                        this::startWorking, this::stopWorking, leader -> LOG.infof("The leader is %s", leader)))
                .build();
    }

    private synchronized void startWorking() {
        if (working == null && !closed) {
            working = Thread.ofPlatform().name("leading").start(this::work);
        }
    }

    private void work() {
        while (!closed) {
            try {
                leading.run();
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.errorf(e, "Expected to lead, but it failed; beginning again");
                pause();
                if (Thread.currentThread().isInterrupted()) {
                    return;
                }
            }
        }
    }

    private synchronized void stopWorking() {
        Thread current = working;
        working = null;
        if (current != null) {
            current.interrupt();
            try {
                current.join(Duration.ofSeconds(5));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(1_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
