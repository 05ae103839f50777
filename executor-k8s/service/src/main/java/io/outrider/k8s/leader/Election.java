package io.outrider.k8s.leader;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElectionConfig;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElectionConfigBuilder;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElector;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaseLock;
import io.micrometer.core.instrument.MeterRegistry;
import io.outrider.k8s.attempt.inbound.kubernetes.ClusterWatch;
import io.outrider.k8s.lease.Tenure;
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
 * Chooses the replica that works by a Lease. A replica that cannot renew it stops before another may take over, and is kept from acting
 * by its {@link Tenure} until it has; one that cannot see what is there gives the Lease back. What was under way at that moment is
 * harmless, since names and event ids follow from the attempt.
 */
@ApplicationScoped
public class Election {

    private static final Logger LOG = Logger.getLogger(Election.class);
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);

    private final KubernetesClient client;
    private final K8sSettings settings;
    private final JobsNamespace namespace;
    private final Leading leading;
    private final Registering registering;
    private final Tenure tenure;
    private final String lease;
    private final String identity;
    private CompletableFuture<Boolean> cleared = CompletableFuture.completedFuture(true);
    private volatile @Nullable Thread working;
    private volatile @Nullable LeaderElector elector;
    private volatile @Nullable CompletableFuture<?> election;
    private volatile CompletableFuture<Boolean> resigned = new CompletableFuture<>();
    private volatile boolean closed;

    Election(
            KubernetesClient client,
            K8sSettings settings,
            JobsNamespace namespace,
            Leading leading,
            Registering registering,
            Tenure tenure,
            MeterRegistry meters) {
        this.client = client;
        this.settings = settings;
        this.namespace = namespace;
        this.leading = leading;
        this.registering = registering;
        this.tenure = tenure;
        this.lease = LeaseName.of(settings.name(), settings.lease().name().orElse(null));
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
        LeaderElector holder = elector;
        if (holder != null) {
            release(holder);
        }
    }

    /** Lets another replica lead at once. The elector could do so by itself, but calls it an error when the API server is away. */
    private static void release(LeaderElector elector) {
        try {
            if (elector.release()) {
                LOG.info("The Lease is free for another replica");
            }
        } catch (RuntimeException e) {
            LOG.infof("The Lease was not given back, another replica gets it when it is over: %s", e.getMessage());
        }
    }

    private void run() {
        while (!closed) {
            CompletableFuture<Boolean> resigning = new CompletableFuture<>();
            resigned = resigning;
            try {
                LeaderElector next =
                        client.leaderElector().withConfig(configuration()).build();
                CompletableFuture<?> current = next.start();
                elector = next;
                election = current;
                CompletableFuture.anyOf(current, resigning).join();
            } catch (RuntimeException e) {
                if (!closed) {
                    LOG.warnf("Expected to take part in the election, but %s; trying again", e.getMessage());
                }
            }
            if (!closed) {
                lost();
                if (resigning.isDone()) {
                    resign();
                } else {
                    pause(BETWEEN_TRIES);
                }
            }
        }
    }

    /** Gives the Lease back, and waits until every other replica has asked for it. */
    private void resign() {
        CompletableFuture<?> current = election;
        if (current != null) {
            current.cancel(true);
        }
        LeaderElector holder = elector;
        if (holder != null) {
            release(holder);
        }
        pause(settings.lease().duration());
    }

    private LeaderElectionConfig configuration() {
        Duration duration = settings.lease().duration();
        Duration renewal = duration.multipliedBy(2).dividedBy(3);
        String where = settings.lease().namespace().orElse(namespace.name());
        return new LeaderElectionConfigBuilder()
                .withName(lease)
                .withLock(new HeldLease(new LeaseLock(where, lease, identity), tenure, renewal))
                .withLeaseDuration(duration)
                .withRenewDeadline(renewal)
                .withRetryPeriod(duration.dividedBy(8))
                .withReleaseOnCancel(false)
                .withLeaderCallbacks(new LeaderCallbacks(this::startWorking, this::lost, this::led))
                .build();
    }

    private void led(@Nullable String leader) {
        if (leader != null) {
            LOG.infof("The leader is %s", leader);
            if (!leader.equals(identity)) {
                leading.anotherLeads();
            }
        }
    }

    private synchronized void startWorking() {
        if (working == null && !closed) {
            CompletableFuture<Boolean> before = cleared;
            CompletableFuture<Boolean> after = new CompletableFuture<>();
            Thread thread = Thread.ofPlatform().name("leading").unstarted(() -> work(before, after));
            working = thread;
            cleared = after;
            thread.start();
        }
    }

    /** Leads until it is told to stop; what led before has to have cleared up first. */
    private void work(CompletableFuture<Boolean> before, CompletableFuture<Boolean> after) {
        try {
            before.join();
            lead();
        } finally {
            after.complete(true);
        }
    }

    private void lead() {
        while (!closed && working == Thread.currentThread()) {
            try {
                leading.run();
            } catch (InterruptedException e) {
                return;
            } catch (ClusterWatch.Blind e) {
                if (working == Thread.currentThread()) {
                    LOG.errorf("This replica cannot lead, another one may: %s", e.getMessage());
                    resigned.complete(true);
                }
                return;
            } catch (RuntimeException e) {
                if (closed || working != Thread.currentThread()) {
                    return;
                }
                LOG.errorf(e, "Expected to lead, but it failed; beginning again");
                pause(BETWEEN_TRIES);
            }
        }
    }

    private void lost() {
        tenure.end();
        stopWorking();
    }

    private void stopWorking() {
        Thread current;
        synchronized (this) {
            current = working;
            working = null;
        }
        if (current != null) {
            current.interrupt();
            try {
                current.join(Duration.ofSeconds(5));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void pause(Duration length) {
        try {
            Thread.sleep(length);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
