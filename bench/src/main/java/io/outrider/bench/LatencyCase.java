package io.outrider.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** From an event's POST to its decision, and to the first instruction of the job's process, by the clock of this one machine. */
final class LatencyCase {

    private static final String TEMPLATE = "bench-clock";
    /** One process, which knows the time by itself: a process more for each job would be measured along. */
    private static final String TYPE = """
            {"apiVersion": "outrider/v1", "kind": "TemplateType", "name": "bench-clock", "version": 1,
             "hostTools": true, "contentPath": "/template", "command": ["bash", "-c",
             "printf '{\\"startedMicros\\": %s}' ${EPOCHREALTIME/[.,]/} > $OUTRIDER_OUT/outputs.json"]}""";

    private static final Duration WARM_UP = Duration.ofSeconds(10);
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final Stack stack;
    private final Api api;
    private final EventsOptions options;

    LatencyCase(Stack stack, EventsOptions options) {
        this.stack = stack;
        this.api = stack.api();
        this.options = options;
    }

    /** An event and when its POST began. */
    private record Sent(String id, Instant at) {}

    /** What became of events. */
    private record Ends(List<Double> decided, List<Double> started) {}

    void run(Printer printer) throws Exception {
        prepare();
        decisions("decisions: warm-up", WARM_UP);
        printer.print(Figure.of(
                EventsBench.BENCH,
                "event in to decision, nothing starts",
                null,
                Times.ofMillis(decisions("decisions", Duration.ofSeconds(options.seconds()))),
                (double) options.rate()));
        try (AgentProcesses agents = AgentProcesses.start(stack, api, "events", 1, 16)) {
            options.warmUp()
                    .repeat(() -> Times.ofMillis(measure("warm-up", WARM_UP).started())
                            .percentile(50));
            Ends ends = measure("latency", Duration.ofSeconds(options.seconds()));
            double rate = options.rate();
            printer.print(
                    Figure.of(EventsBench.BENCH, "event in to decision", null, Times.ofMillis(ends.decided()), rate));
            printer.print(Figure.of(
                    EventsBench.BENCH, "event in to process started", 1, Times.ofMillis(ends.started()), rate));
            printer.print(new Figure(
                    EventsBench.BENCH, "memory of the agent", 1, null, null, null, null, null, agents.rssMb()));
        }
    }

    private void prepare() throws IOException, InterruptedException {
        api.post("template-service", "/template-types", TYPE);
        TrueTemplate.push(api, TEMPLATE, Map.of("template.yaml", """
                apiVersion: outrider/v1
                kind: Template
                name: bench-clock
                version: 1.0.0
                type: bench-clock@1
                runtime: host
                outputs: {startedMicros: {type: integer}}
                """, "readme.txt", "nothing\n"));
        api.put("event-reactor", "/reactions/bench-clock", """
                {"apiVersion": "outrider/v1", "kind": "Reaction", "name": "bench-clock", "on": "bench/clock",
                 "budget": {"jobs": 100000, "per": "1m"},
                 "do": {"jobs": [{"template": "bench-clock", "targets": "bench=events"}]}}""");
        api.put("event-reactor", "/reactions/bench-quiet", """
                {"apiVersion": "outrider/v1", "kind": "Reaction", "name": "bench-quiet", "on": "bench/quiet",
                 "conditions": {"when": {"condition": "event.data.value > 90"}},
                 "do": {"jobs": [{"template": "bench-clock"}]}}""");
    }

    /** Events about which a reaction decides that nothing starts; milliseconds. */
    private List<Double> decisions(String what, Duration length) throws IOException, InterruptedException {
        List<Double> millis = new ArrayList<>();
        for (Sent event : send(what, "bench/quiet", length)) {
            Instant decided =
                    Instant.parse(decided(event.id()).path("decidedAt").asText());
            millis.add((nanos(decided) - nanos(event.at())) / 1e6);
        }
        return millis;
    }

    private Ends measure(String what, Duration length) throws IOException, InterruptedException {
        List<Sent> sent = send(what, "bench/clock", length);
        Progress progress = new Progress(what + ": seen", sent.size());
        Ends ends = new Ends(new ArrayList<>(), new ArrayList<>());
        for (Sent event : sent) {
            JsonNode shown = fired(event.id());
            long began = nanos(event.at());
            ends.decided().add((nanos(Instant.parse(shown.path("decidedAt").asText())) - began) / 1e6);
            ends.started().add((startedAt(shown.path("jobs").path(0).asText()) - began) / 1e6);
            progress.at(ends.started().size());
        }
        return ends;
    }

    /** Each event at its time, whether or not those before it were answered. */
    private List<Sent> send(String what, String type, Duration length) throws IOException, InterruptedException {
        int count = (int) (options.rate() * length.toSeconds());
        Progress progress = new Progress(what + ": sent", count);
        List<Future<Sent>> posts = new ArrayList<>();
        try (ScheduledExecutorService executor = Executors.newScheduledThreadPool(16)) {
            for (int i = 0; i < count; i++) {
                long due = (long) (i * 1e9 / options.rate());
                posts.add(executor.schedule(() -> post(type), due, TimeUnit.NANOSECONDS));
            }
            List<Sent> sent = new ArrayList<>();
            for (Future<Sent> post : posts) {
                sent.add(post.get());
                progress.at(sent.size());
            }
            return sent;
        } catch (ExecutionException e) {
            throw new IOException(
                    "Expected every event to be taken, but " + e.getCause().getMessage(), e);
        }
    }

    private Sent post(String type) throws IOException, InterruptedException {
        Instant at = Instant.now();
        JsonNode answer = api.post("event-reactor", "/events", """
                {"type": "%s", "source": "/bench", "data": {"value": 1}}""".formatted(type));
        return new Sent(answer.path("accepted").path(0).path("id").asText(), at);
    }

    private JsonNode fired(String event) throws IOException, InterruptedException {
        JsonNode shown = decided(event);
        if (shown.path("jobs").isEmpty()) {
            throw new IOException("Expected event " + event + " to start a job, but " + shown.path("decisions"));
        }
        return shown;
    }

    private JsonNode decided(String event) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (System.nanoTime() < deadline) {
            JsonNode shown = api.find("event-reactor", "/events/" + event);
            if (shown.has("decidedAt")) {
                return shown;
            }
            Thread.sleep(50);
        }
        throw new IOException("Expected event " + event + " to be decided within " + LIMIT + ", but it was not");
    }

    private long startedAt(String job) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (System.nanoTime() < deadline) {
            JsonNode state = api.find("scheduler-service", "/jobs/" + job);
            switch (state.path("status").asText()) {
                case "SUCCEEDED" -> {
                    return state.path("outputs").path("startedMicros").asLong() * 1_000;
                }
                case "FAILED", "CANCELLED", "TIMED_OUT" ->
                    throw new IOException("Expected job " + job + " to succeed, but "
                            + state.path("reason").asText());
                default -> Thread.sleep(100);
            }
        }
        throw new IOException("Expected job " + job + " to end within " + LIMIT + ", but it did not");
    }

    private static long nanos(Instant at) {
        return at.getEpochSecond() * 1_000_000_000L + at.getNano();
    }
}
