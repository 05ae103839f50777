package io.outrider.outbox;

import java.util.List;

/** Applies a batch of records in the transaction it is given. Called on a thread that may block. */
@FunctionalInterface
public interface BatchHandler<T> {

    /**
     * Applies the records in their order.
     *
     * @param transaction an open transaction; neither to be committed nor closed
     * @param records records that the consumer has not handled before, in the order of their partitions
     * @return messages to commit together with the effect
     */
    List<OutgoingMessage<?>> handle(OpenTransaction transaction, List<Received<T>> records);
}
