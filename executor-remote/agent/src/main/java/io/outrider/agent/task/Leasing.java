package io.outrider.agent.task;

import io.outrider.agent.gateway.Backoff;
import io.outrider.agent.gateway.GatewayClient;
import io.outrider.agent.gateway.GatewayException;
import io.outrider.agent.task.HeldTask.Phase;
import io.outrider.protocol.AgentPaths;
import io.outrider.protocol.LeaseRequest;
import io.outrider.protocol.LeaseResponse;
import io.outrider.protocol.TaskRef;
import java.time.Duration;
import java.util.List;

/** Renews the leases of all tasks in one request, every third of the shortest lease; counted by the node's monotonic clock. */
final class Leasing implements Runnable {

    private static final System.Logger LOG = System.getLogger(Leasing.class.getName());
    private static final Duration TIMEOUT = Duration.ofSeconds(15);
    private static final int DEFAULT_LEASE_SECONDS = 30;

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
                long intervalMillis = shortestLease() * 1_000L / 3;
                Thread.sleep(intervalMillis);
                renew(intervalMillis);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int shortestLease() {
        return tasks.all().stream()
                .filter(task -> task.phase() != Phase.ACCEPTING)
                .mapToInt(HeldTask::leaseSeconds)
                .filter(seconds -> seconds > 0)
                .min()
                .orElse(DEFAULT_LEASE_SECONDS);
    }

    private void renew(long intervalMillis) throws InterruptedException {
        // A lease that began less than a third ago is renewed next time, so short tasks need no renewal at all.
        long since = System.nanoTime() - intervalMillis * 1_000_000;
        List<TaskRef> refs = tasks.all().stream()
                .filter(task -> task.phase() != Phase.ACCEPTING && task.acceptedNanos() - since < 0 && !task.gone())
                .map(task -> task.ref)
                .toList();
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
                .forEach(renewed -> tasks.get(renewed.ref()).ifPresent(task -> task.lease(renewed.leaseSeconds())));
        instructions.cancel(response.cancels());
        instructions.gone(response.gone());
    }
}
