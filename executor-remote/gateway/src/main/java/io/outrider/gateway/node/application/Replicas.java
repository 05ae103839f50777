package io.outrider.gateway.node.application;

import io.outrider.gateway.attempt.application.StepResult;
import io.outrider.gateway.node.outbound.postgres.ReplicaChannel;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;

/** Passes news on to where a node's poll is parked: here, or on another replica. */
@ApplicationScoped
public class Replicas {

    private final Desks desks;
    private final ReplicaChannel channel;

    Replicas(Desks desks, ReplicaChannel channel) {
        this.desks = desks;
        this.channel = channel;
    }

    /** Tells of changes that were committed. */
    public void tell(List<StepResult> committed) {
        Set<String> elsewhere = desks.observe(committed);
        if (!elsewhere.isEmpty()) {
            channel.wake(List.copyOf(elsewhere));
        }
    }

    /** Tells the other replicas that an enrolment changed. */
    public void enrolmentChanged(String node) {
        channel.enrolmentChanged(node);
    }
}
