package io.outrider.agent.task;

import io.outrider.agent.folder.Work;
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
import java.util.function.Consumer;

/**
 * Offer → accepted by the gateway → on the journal's disk → queued, strictly in this order. An acceptance whose answer is lost is
 * sent again with the same nonce; one that the gateway does not know any more is forgotten.
 */
final class Accepting implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Accepting.class.getName());
    private static final Duration TIMEOUT = Duration.ofSeconds(15);
    // An offer is open for half a minute; after two the gateway has given it to somebody else.
    private static final int MAX_FAILURES = 10;

    private final GatewayClient client;
    private final HeldTasks tasks;
    private final Journal journal;
    private final AcceptedTasks accepted;
    private final Consumer<HeldTask> queue;
    private final Coalescer<Offer> coalescer;

    Accepting(
            GatewayClient client, HeldTasks tasks, Journal journal, AcceptedTasks accepted, Consumer<HeldTask> queue) {
        this.client = client;
        this.tasks = tasks;
        this.journal = journal;
        this.accepted = accepted;
        this.queue = queue;
        this.coalescer = new Coalescer<>("accept", 1_000, 1_000, offer -> 1, this::send);
    }

    void add(Offer offer) {
        coalescer.add(offer);
    }

    private void send(List<Offer> offers) throws InterruptedException {
        AcceptRequest request = new AcceptRequest(offers.stream()
                .map(offer -> new AcceptRequest.Accept(offer.ref(), offer.nonce()))
                .toList());
        Backoff backoff = new Backoff();
        while (backoff.failures() < MAX_FAILURES) {
            try {
                AcceptResponse response = client.post(AgentPaths.ACCEPT, request, AcceptResponse.class, TIMEOUT)
                        .orElse(new AcceptResponse(List.of(), List.of()));
                settle(offers, response);
                return;
            } catch (GatewayException.Unavailable e) {
                LOG.log(System.Logger.Level.DEBUG, e.getMessage());
                backoff.pause(e.retryAfter());
            } catch (GatewayException e) {
                LOG.log(System.Logger.Level.WARNING, e.getMessage());
                break;
            }
        }
        settle(offers, new AcceptResponse(List.of(), List.of()));
    }

    private void settle(List<Offer> offers, AcceptResponse response) {
        Map<TaskRef, Accepted> byRef = new HashMap<>();
        response.accepted().forEach(one -> byRef.put(one.ref(), one));
        List<JournalRecord> records = new ArrayList<>();
        List<HeldTask> queued = new ArrayList<>();
        for (Offer offer : offers) {
            HeldTask task = tasks.get(offer.ref()).orElseThrow();
            Accepted answer = byRef.get(offer.ref());
            if (answer == null) {
                LOG.log(System.Logger.Level.INFO, "Offer is not open any more; " + task);
                tasks.remove(task);
            } else {
                try {
                    records.add(accepted.take(task, new Work(offer, answer.secrets()), answer.leaseSeconds()));
                    queued.add(task);
                } catch (IOException e) {
                    // The gateway sees in the next poll that the node does not have it.
                    LOG.log(
                            System.Logger.Level.ERROR,
                            "Expected to keep the task, but " + e.getMessage() + "; " + task);
                    tasks.remove(task);
                }
            }
        }
        if (!records.isEmpty()) {
            journal.commit(records, () -> queued.forEach(queue));
        }
    }

    @Override
    public void close() {
        coalescer.close();
    }
}
