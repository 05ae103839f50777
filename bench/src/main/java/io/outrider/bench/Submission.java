package io.outrider.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Submits jobs of one template to the nodes of a group and waits for their ends. */
final class Submission {

    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final int BATCH = 100;

    private final Api api;
    private final JobEnds ends;
    private final String body;

    Submission(Api api, JobEnds ends, String template, String group) {
        this.api = api;
        this.ends = ends;
        this.body = "{\"template\": \"%s\", \"target\": {\"selector\": \"bench=%s\"}}".formatted(template, group);
    }

    /** What a load came to. */
    record Load(Times times, double throughputPerS) {}

    /** One job after the other, each from its POST to the sight of its end. */
    Times oneByOne(int n) throws IOException, InterruptedException {
        List<Double> millis = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            long begin = System.nanoTime();
            String id = api.post("scheduler-service", "/jobs", body).path("id").asText();
            millis.add((ends.await(id, LIMIT).nanos() - begin) / 1e6);
        }
        return Times.ofMillis(millis);
    }

    /** All jobs as fast as so many connections post them, one job a request. */
    Load atOnce(int n, int connections) throws IOException, InterruptedException {
        AtomicInteger next = new AtomicInteger();
        return load(connections, begun -> {
            while (next.getAndIncrement() < n) {
                long begin = System.nanoTime();
                begun.put(
                        api.post("scheduler-service", "/jobs", body).path("id").asText(), begin);
            }
        });
    }

    /** All jobs in requests of a hundred. */
    Load inBatches(int n, int connections) throws IOException, InterruptedException {
        String jobs = "{\"jobs\": [" + String.join(",", Collections.nCopies(BATCH, body)) + "]}";
        AtomicInteger next = new AtomicInteger();
        return load(connections, begun -> {
            while (next.getAndAdd(BATCH) < n) {
                long begin = System.nanoTime();
                JsonNode answer = api.post("scheduler-service", "/jobs/batch", jobs);
                for (JsonNode job : answer.path("jobs")) {
                    begun.put(job.path("id").asText(), begin);
                }
            }
        });
    }

    private interface Poster {
        void post(Map<String, Long> begun) throws IOException, InterruptedException;
    }

    private Load load(int connections, Poster poster) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        Map<String, Long> begun = new HashMap<>();
        try (ExecutorService executor = Executors.newFixedThreadPool(connections)) {
            List<Future<Map<String, Long>>> posters = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                posters.add(executor.submit(() -> {
                    Map<String, Long> own = new HashMap<>();
                    poster.post(own);
                    return own;
                }));
            }
            for (Future<Map<String, Long>> done : posters) {
                begun.putAll(done.get());
            }
        } catch (ExecutionException e) {
            throw new IOException("Expected every job to be taken, but " + e.getCause(), e);
        }
        List<Double> millis = new ArrayList<>();
        long last = begin;
        for (Map.Entry<String, Long> job : begun.entrySet()) {
            long end = ends.await(job.getKey(), LIMIT).nanos();
            last = Math.max(last, end);
            millis.add((end - job.getValue()) / 1e6);
        }
        double perSecond = Math.round(begun.size() / ((last - begin) / 1e9) * 10) / 10.0;
        return new Load(Times.ofMillis(millis), perSecond);
    }
}
