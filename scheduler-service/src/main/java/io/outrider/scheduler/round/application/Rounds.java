package io.outrider.scheduler.round.application;

import io.outrider.outbox.BatchWriter;
import io.outrider.outbox.BatchWriters;
import io.outrider.outbox.OpenTransaction;
import io.outrider.outbox.OutgoingMessage;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;

/** The way into the decision loop: one command among whatever gathers, or a Kafka batch in its inbox's transaction. */
@ApplicationScoped
public class Rounds {

    /** Larger batches hold their locks for longer than they save round trips. */
    private static final int MAX_BATCH = 500;

    private final Round round;
    private final BatchWriter<RoundCommand, RoundResult> writer;

    Rounds(Round round, BatchWriters writers) {
        this.round = round;
        this.writer = writers.create("rounds", MAX_BATCH, round::run);
    }

    /**
     * Adds a command to the next round.
     *
     * @return completed after the commit, on a thread that must not be blocked
     * @throws RejectedExecutionException when too many commands wait
     */
    public CompletionStage<RoundResult> submit(RoundCommand command) {
        return writer.submit(command);
    }

    /** Runs commands in this transaction and returns the messages to append to it. */
    public List<OutgoingMessage<?>> within(OpenTransaction tx, List<RoundCommand> commands) {
        return commands.isEmpty() ? List.of() : round.run(tx, commands).messages();
    }
}
