package io.outrider.agent.gateway;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.ToLongFunction;

/**
 * One request of a kind in flight; what gathers meanwhile goes into the next one, in order. The sender repeats until its batch is
 * settled, so nothing that was added is lost while the agent lives.
 */
public final class Coalescer<T> implements AutoCloseable {

    /** Sends a batch and returns when every item of it is settled. */
    @FunctionalInterface
    public interface Sender<T> {
        void send(List<T> batch) throws InterruptedException;
    }

    private static final System.Logger LOG = System.getLogger(Coalescer.class.getName());

    private final BlockingQueue<T> queue = new LinkedBlockingQueue<>();
    private final Sender<T> sender;
    private final int maxItems;
    private final long maxWeight;
    private final ToLongFunction<T> weight;
    private final Thread thread;

    /**
     * Starts the thread that sends.
     *
     * @param maxItems in one request
     * @param maxWeight in one request, as {@code weight} measures; a heavier item goes alone
     */
    public Coalescer(String name, int maxItems, long maxWeight, ToLongFunction<T> weight, Sender<T> sender) {
        this.sender = sender;
        this.maxItems = maxItems;
        this.maxWeight = maxWeight;
        this.weight = weight;
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
                sendOnce(gather());
            }
        } catch (InterruptedException e) {
            // Closed: what is left is on the node's disk and is sent after the next start.
            Thread.currentThread().interrupt();
        }
    }

    private void sendOnce(List<T> batch) throws InterruptedException {
        try {
            sender.send(batch);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "Expected to send " + batch.size() + " items, but the agent failed", e);
        }
    }

    private List<T> gather() throws InterruptedException {
        List<T> batch = new ArrayList<>();
        T first = queue.take();
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
