package io.outrider.agent.task;

import io.outrider.agent.gateway.Backoff;
import io.outrider.agent.gateway.GatewayClient;
import io.outrider.agent.gateway.GatewayException;
import io.outrider.protocol.AgentPaths;
import io.outrider.protocol.LeaseRequest;
import io.outrider.protocol.LeaseResponse;
import io.outrider.protocol.TaskRef;
import java.time.Duration;
import java.util.List;

/**
 * Renews leases when a third of them is used, many in one request; counted by the node's monotonic clock. Short tasks end before
 * and need no renewal at all.
 */
final class Leasing implements Runnable {

    private static final System.Logger LOG = System.getLogger(Leasing.class.getName());
    private static final Duration TIMEOUT = Duration.ofSeconds(15);
    // A fraction of the third of the shortest lease that makes sense.
    private static final long LOOK_MILLIS = 300;

    private final GatewayClient client;
    private final HeldTasks tasks;
    private final Instructions instructions;

    Leasing(GatewayClient client, HeldTasks tasks, Instructions instructions) {
        this.client = client;
        this.tasks = tasks;
        this.instructions = instructions;
    }

    @Override
    public void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                renew();
                Thread.sleep(LOOK_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void renew() throws InterruptedException {
        long now = System.nanoTime();
        boolean due = tasks.all().stream().anyMatch(task -> task.leaseUsed(now) >= 1.0 / 3);
        // Those that are due soon come along.
        List<TaskRef> refs = due
                ? tasks.all().stream()
                        .filter(task -> task.leaseUsed(now) >= 1.0 / 6)
                        .map(task -> task.ref)
                        .toList()
                : List.of();
        Backoff backoff = new Backoff();
        while (!refs.isEmpty()) {
            try {
                client.post(AgentPaths.LEASES, new LeaseRequest(refs), LeaseResponse.class, TIMEOUT)
                        .ifPresent(this::follow);
                return;
            } catch (GatewayException.Unavailable e) {
                LOG.log(System.Logger.Level.DEBUG, e.getMessage());
                backoff.pause(e.retryAfter());
            } catch (GatewayException e) {
                LOG.log(System.Logger.Level.WARNING, e.getMessage());
                return;
            }
        }
    }

    private void follow(LeaseResponse response) {
        response.renewed()
                .forEach(renewed -> tasks.get(renewed.ref())
                        .ifPresent(task -> task.lease(renewed.leaseSeconds(), System.nanoTime())));
        instructions.cancel(response.cancels());
        instructions.gone(response.gone());
    }
}
