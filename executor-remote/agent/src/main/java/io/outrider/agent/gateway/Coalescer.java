package io.outrider.agent.gateway;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/**
 * One request of a kind in flight; what gathers meanwhile goes into the next one, in order. The sender repeats until its batch is
 * settled, so nothing that was added is lost while the agent lives; one that fails otherwise ends its thread, and the agent with it.
 */
public final class Coalescer<T> implements AutoCloseable {

    /** Sends a batch and returns when every item of it is settled. */
    @FunctionalInterface
    public interface Sender<T> {
        void send(List<T> batch) throws InterruptedException;
    }

    private final BlockingQueue<T> queue = new LinkedBlockingQueue<>();
    private final Sender<T> sender;
    private final int maxItems;
    private final long maxWeight;
    private final ToLongFunction<T> weight;
    private final Supplier<Duration> company;
    private final Thread thread;

    /**
     * Starts the thread that sends.
     *
     * @param maxItems in one request
     * @param maxWeight in one request, as {@code weight} measures; a heavier item goes alone
     * @param company how long the first item of a request waits for others; zero if it goes at once
     */
    public Coalescer(
            String name,
            int maxItems,
            long maxWeight,
            ToLongFunction<T> weight,
            Supplier<Duration> company,
            Sender<T> sender) {
        this.sender = sender;
        this.maxItems = maxItems;
        this.maxWeight = maxWeight;
        this.weight = weight;
        this.company = company;
        this.thread = Thread.ofPlatform().name(name).daemon().start(this::loop);
    }

    public void add(T item) {
        queue.add(item);
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private void loop() {
        try {
            while (true) {
                sender.send(gather());
            }
        } catch (InterruptedException e) {
            // Closed: what is left is on the node's disk and is sent after the next start.
            Thread.currentThread().interrupt();
        }
    }

    private List<T> gather() throws InterruptedException {
        List<T> batch = new ArrayList<>();
        T first = queue.take();
        Thread.sleep(company.get());
        batch.add(first);
        long total = weight.applyAsLong(first);
        for (T next = queue.peek(); next != null && batch.size() < maxItems; next = queue.peek()) {
            total += weight.applyAsLong(next);
            if (total > maxWeight) {
                break;
            }
            batch.add(queue.take());
        }
        return batch;
    }
}
