package io.outrider.gateway.attempt.application;

import io.outrider.gateway.node.application.Desks;
import io.outrider.outbox.BatchResult;
import io.outrider.outbox.BatchWriter;
import io.outrider.outbox.BatchWriters;
import io.outrider.outbox.OpenTransaction;
import io.outrider.outbox.OutgoingMessage;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** The way of agents' requests into the ledger: one transaction for all that have gathered, whoever sent them. */
@ApplicationScoped
public class AttemptWriter {

    /** Requests in one transaction. Each may hold many steps, so more would hold locks for long. */
    private static final int MAX_BATCH = 200;

    private final AttemptLedger ledger;
    private final Desks desks;
    private final BatchWriter<List<Step>, List<StepResult>> writer;

    AttemptWriter(AttemptLedger ledger, Desks desks, BatchWriters writers) {
        this.ledger = ledger;
        this.desks = desks;
        this.writer = writers.create("attempts", MAX_BATCH, this::apply);
    }

    /** Applies the steps of one request; completed after the commit, on a thread that must not be blocked. */
    public CompletionStage<List<StepResult>> submit(List<Step> steps) {
        return writer.submit(List.copyOf(steps)).thenApply(results -> {
            desks.observe(results);
            return results;
        });
    }

    private BatchResult<List<StepResult>> apply(OpenTransaction tx, List<List<Step>> requests) {
        List<Step> steps = requests.stream().flatMap(List::stream).toList();
        AttemptLedger.Applied applied = ledger.apply(tx, steps);
        List<List<StepResult>> results = new ArrayList<>(requests.size());
        int from = 0;
        for (List<Step> request : requests) {
            results.add(applied.results().subList(from, from + request.size()));
            from += request.size();
        }
        return new BatchResult<>(results, List.<OutgoingMessage<?>>copyOf(applied.messages()), applied.urgent());
    }
}
