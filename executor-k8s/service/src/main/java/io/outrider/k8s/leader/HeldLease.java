package io.outrider.k8s.leader;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaderElectionRecord;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.Lock;
import io.outrider.k8s.lease.Tenure;
import java.time.Duration;
import java.util.function.Supplier;

/** A Lease that tells this replica's tenure when it was renewed. */
final class HeldLease implements Lock {

    private final Lock lease;
    private final Tenure tenure;
    private final Duration length;
    private volatile Tenure.Asked asked;

    /**
     * Watches over a Lease.
     *
     * @param length how long this replica may act after a renewal; shorter than the Lease
     */
    HeldLease(Lock lease, Tenure tenure, Duration length) {
        this.lease = lease;
        this.tenure = tenure;
        this.length = length;
        this.asked = tenure.ask();
    }

    @Override
    public LeaderElectionRecord get(KubernetesClient client) {
        // The elector reads before it writes, and the time of renewal that it writes is that of before.
        asked = tenure.ask();
        return trying(() -> lease.get(client));
    }

    @Override
    public void create(KubernetesClient client, LeaderElectionRecord wanted) {
        trying(() -> {
            lease.create(client, wanted);
            return wanted;
        });
        note(wanted);
    }

    @Override
    public void update(KubernetesClient client, LeaderElectionRecord wanted) {
        trying(() -> {
            lease.update(client, wanted);
            return wanted;
        });
        note(wanted);
    }

    private void note(LeaderElectionRecord written) {
        if (identity().equals(written.getHolderIdentity())) {
            tenure.given(asked, length);
        } else {
            tenure.end();
        }
    }

    /** The elector goes on after a failure of the API's, and for ever ends after any other. */
    private static LeaderElectionRecord trying(Supplier<LeaderElectionRecord> request) {
        try {
            return request.get();
        } catch (KubernetesClientException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new KubernetesClientException("Expected the Lease to be read or written, but " + e.getMessage(), e);
        }
    }

    @Override
    public String identity() {
        return lease.identity();
    }

    @Override
    public String describe() {
        return lease.describe();
    }
}
