package io.outrider.agent.task;

import io.outrider.agent.gateway.Backoff;
import io.outrider.agent.gateway.Coalescer;
import io.outrider.agent.gateway.GatewayClient;
import io.outrider.agent.gateway.GatewayException;
import io.outrider.agent.journal.Journal;
import io.outrider.agent.journal.JournalRecord;
import io.outrider.protocol.AcceptRequest;
import io.outrider.protocol.AcceptResponse;
import io.outrider.protocol.AcceptResponse.Accepted;
import io.outrider.protocol.AgentPaths;
import io.outrider.protocol.Offer;
import io.outrider.protocol.TaskRef;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Offer → on the journal's disk → accepted by the gateway → queued, strictly in this order: a crash never leaves the gateway with a
 * task that this node does not know. An acceptance whose answer is lost, also to a crash, is sent again with the same nonce; one that
 * the gateway does not know any more is forgotten.
 */
final class Accepting implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Accepting.class.getName());
    private static final Duration TIMEOUT = Duration.ofSeconds(15);
    // An offer is open for half a minute; after two the gateway has given it to somebody else.
    private static final int MAX_FAILURES = 10;

    private final GatewayClient client;
    private final HeldTasks tasks;
    private final Journal journal;
    private final TakenTasks taken;
    private final Consumer<HeldTask> queue;
    private final Consumer<HeldTask> forget;
    private final BiConsumer<HeldTask, String> refuse;
    private final Coalescer<HeldTask> coalescer;

    /**
     * Starts the thread that asks.
     *
     * @param queue takes what is this node's
     * @param forget takes what is not
     * @param refuse takes what is this node's and cannot be started here
     */
    Accepting(
            GatewayClient client,
            HeldTasks tasks,
            Journal journal,
            TakenTasks taken,
            Consumer<HeldTask> queue,
            Consumer<HeldTask> forget,
            BiConsumer<HeldTask, String> refuse) {
        this.client = client;
        this.tasks = tasks;
        this.journal = journal;
        this.taken = taken;
        this.queue = queue;
        this.forget = forget;
        this.refuse = refuse;
        this.coalescer = new Coalescer<>("accept", 1_000, 1_000, task -> 1, () -> Duration.ZERO, this::send);
    }

    /**
     * Takes down the offers of tasks that are held, and asks for them as soon as they are safe on the disk. One that an earlier agent took
     * and did not start is taken again, into a folder of its own: the answer to its acceptance may be lost.
     */
    void take(List<Offer> offers) {
        List<JournalRecord> records = new ArrayList<>();
        List<HeldTask> kept = new ArrayList<>();
        for (Offer offer : offers) {
            HeldTask task = tasks.get(offer.ref()).orElseThrow();
            try {
                records.add(taken.take(task, offer));
                kept.add(task);
            } catch (IOException e) {
                // The gateway offers it again, and gives it to another node in the end.
                LOG.log(System.Logger.Level.ERROR, "Expected to keep the task, but " + e.getMessage() + "; " + task);
                tasks.remove(task);
            }
        }
        if (!kept.isEmpty()) {
            journal.commit(records, () -> kept.forEach(coalescer::add));
        }
    }

    private void send(List<HeldTask> batch) throws InterruptedException {
        AcceptRequest request = new AcceptRequest(batch.stream()
                .map(task -> task.work().orElseThrow().offer())
                .map(offer -> new AcceptRequest.Accept(offer.ref(), offer.nonce()))
                .toList());
        Backoff backoff = new Backoff();
        while (backoff.failures() < MAX_FAILURES) {
            try {
                AcceptResponse response = client.post(AgentPaths.ACCEPT, request, AcceptResponse.class, TIMEOUT)
                        .orElse(new AcceptResponse(List.of(), List.of()));
                settle(batch, response);
                return;
            } catch (GatewayException.Unavailable e) {
                LOG.log(System.Logger.Level.DEBUG, e.getMessage());
                backoff.pause(e.retryAfter());
            } catch (GatewayException e) {
                LOG.log(System.Logger.Level.WARNING, e.getMessage());
                break;
            }
        }
        settle(batch, new AcceptResponse(List.of(), List.of()));
    }

    private void settle(List<HeldTask> batch, AcceptResponse response) {
        Map<TaskRef, Accepted> byRef = new HashMap<>();
        response.accepted().forEach(one -> byRef.put(one.ref(), one));
        for (HeldTask task : batch) {
            Accepted answer = byRef.get(task.ref);
            if (answer == null) {
                LOG.log(System.Logger.Level.INFO, "Offer is not open any more; " + task);
                forget.accept(task);
            } else {
                accepted(task, answer);
            }
        }
    }

    private void accepted(HeldTask task, Accepted answer) {
        try {
            taken.accepted(task, answer.secrets(), answer.leaseSeconds());
            queue.accept(task);
        } catch (IOException e) {
            refuse.accept(task, "Expected to keep the task's secrets, but " + e.getMessage());
        }
    }

    @Override
    public void close() {
        coalescer.close();
    }
}
