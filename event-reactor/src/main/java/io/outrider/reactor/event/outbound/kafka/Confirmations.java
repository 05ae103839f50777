package io.outrider.reactor.event.outbound.kafka;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

/** Waits for so many confirmations, or for the first failure. */
final class Confirmations {

    private final AtomicInteger missing;
    private final CompletableFuture<Void> all = new CompletableFuture<>();

    Confirmations(int count) {
        missing = new AtomicInteger(count);
        if (count == 0) {
            all.complete(null);
        }
    }

    void one() {
        if (missing.decrementAndGet() == 0) {
            all.complete(null);
        }
    }

    void fail(Exception reason) {
        all.completeExceptionally(reason);
    }

    CompletionStage<Void> all() {
        return all;
    }
}
