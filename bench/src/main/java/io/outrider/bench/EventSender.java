package io.outrider.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/** Sends events in batches of CloudEvents over some connections, each as fast as it is answered. */
final class EventSender {

    static final int BATCH = 500;

    private final Stack stack;
    private final int connections;
    private final AtomicInteger loads = new AtomicInteger();

    EventSender(Stack stack, int connections) {
        this.stack = stack;
        this.connections = connections;
    }

    /**
     * What sending came to.
     *
     * @param times of the requests
     * @param perSecond events, from the first request to the last answer
     * @param beganNanos when it began, by {@link System#nanoTime()}
     */
    record Sent(Times times, double perSecond, long beganNanos) {}

    /**
     * Sends so many events.
     *
     * @param fields of an event by its number, as JSON members: type and data at least
     */
    Sent send(String what, int count, IntFunction<String> fields) throws IOException, InterruptedException {
        String prefix = "bench-" + loads.incrementAndGet() + "-";
        AtomicInteger next = new AtomicInteger();
        Progress progress = new Progress(what + ": sent", count);
        long began = System.nanoTime();
        List<Double> millis = new ArrayList<>();
        try (ExecutorService executor = Executors.newFixedThreadPool(connections)) {
            List<Future<List<Double>>> senders = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                Api api = stack.api();
                senders.add(executor.submit(() -> batches(api, next, count, prefix, fields, progress)));
            }
            for (Future<List<Double>> sender : senders) {
                millis.addAll(sender.get());
            }
        } catch (ExecutionException e) {
            throw new IOException(
                    "Expected every event to be taken, but " + e.getCause().getMessage(), e);
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        return new Sent(Times.ofMillis(millis), Math.round(count / seconds * 10) / 10.0, began);
    }

    private static List<Double> batches(
            Api api, AtomicInteger next, int count, String prefix, IntFunction<String> fields, Progress progress)
            throws IOException, InterruptedException {
        List<Double> millis = new ArrayList<>();
        for (int from = next.getAndAdd(BATCH); from < count; from = next.getAndAdd(BATCH)) {
            String body = batch(prefix, from, Math.min(count, from + BATCH), fields);
            long begin = System.nanoTime();
            api.postEvents(body);
            millis.add((System.nanoTime() - begin) / 1e6);
            progress.at(from);
        }
        return millis;
    }

    private static String batch(String prefix, int from, int to, IntFunction<String> fields) {
        StringBuilder body = new StringBuilder(BATCH * 320).append('[');
        for (int i = from; i < to; i++) {
            body.append(i == from ? "" : ",")
                    .append("{\"specversion\":\"1.0\",\"source\":\"/bench\",\"id\":\"")
                    .append(prefix)
                    .append(i)
                    .append("\",")
                    .append(fields.apply(i))
                    .append('}');
        }
        return body.append(']').toString();
    }

    /** The members of an alert as monitoring sends it, about 250 bytes. */
    static String alert(String type, String instance, String shard, int value) {
        return "\"type\":\"" + type + "\",\"subject\":\"" + instance
                + "\",\"data\":{\"status\":\"firing\",\"labels\":{\"alertname\":\"DiskFull\",\"severity\":\"critical\",\"instance\":\""
                + instance + "\",\"shard\":\"" + shard
                + "\"},\"annotations\":{\"summary\":\"The disk of this machine is nearly full\"},\"value\":" + value
                + "}";
    }
}
