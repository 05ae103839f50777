package io.outrider.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** From an event's POST to the first instruction of the job's process, by the clock of this one machine. */
@Command(name = "events", description = "Event in to process started, at a steady rate.")
final class EventsBench implements Callable<Integer> {

    private static final String BENCH = "events";
    private static final String TEMPLATE = "bench-clock";

    @Mixin
    private OutputOption output = new OutputOption();

    @Option(names = "--rate", defaultValue = "10", description = "Events a second (default: ${DEFAULT-VALUE}).")
    private int rate;

    @Option(names = "--seconds", defaultValue = "30", description = "How long (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Override
    public Integer call() throws Exception {
        Printer printer = output.printer();
        try (Stack stack = Stack.start()) {
            Api api = stack.api();
            prepare(api);
            try (AgentProcesses agents = AgentProcesses.start(stack, api, "events", 1, 16)) {
                measure(api, Duration.ofSeconds(5));
                Times times = measure(api, Duration.ofSeconds(seconds));
                printer.print(Figure.of(BENCH, "event in to process started", 1, times, (double) rate));
                printer.print(
                        new Figure(BENCH, "memory of the agent", 1, null, null, null, null, null, agents.rssMb()));
            }
        }
        return 0;
    }

    private static void prepare(Api api) throws IOException, InterruptedException {
        TrueTemplate.push(api, TEMPLATE, Map.of("template.yaml", """
                apiVersion: outrider/v1
                kind: Template
                name: bench-clock
                version: 1.0.0
                type: host-shell
                runtime: host
                outputs: {startedAt: {type: integer}}
                """, "run.sh", """
                printf '{"startedAt": %s}' "$(date +%s%N)" > "$OUTRIDER_OUT/outputs.json"
                """));
        api.put("event-reactor", "/reactions/bench-clock", """
                {"apiVersion": "outrider/v1", "kind": "Reaction", "name": "bench-clock", "on": "bench/clock",
                 "do": {"jobs": [{"template": "bench-clock", "targets": "bench=events"}]}}""");
    }

    private Times measure(Api api, Duration length) throws IOException, InterruptedException {
        int count = (int) (rate * length.toSeconds());
        long begin = System.nanoTime();
        List<Sent> sent = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long due = begin + (long) (i * 1e9 / rate);
            Thread.sleep(Duration.ofNanos(Math.max(0, due - System.nanoTime())));
            Instant at = Instant.now();
            String id = api.post("event-reactor", "/events", """
                            {"type": "bench/clock", "source": "/bench", "data": {"number": %d}}""".formatted(i))
                    .path("accepted")
                    .path(0)
                    .path("id")
                    .asText();
            sent.add(new Sent(id, at));
        }
        List<Double> millis = new ArrayList<>();
        for (Sent event : sent) {
            millis.add((startedAt(api, event.id()) - event.nanos()) / 1e6);
        }
        return Times.ofMillis(millis);
    }

    private record Sent(String id, Instant at) {
        long nanos() {
            return at.getEpochSecond() * 1_000_000_000L + at.getNano();
        }
    }

    /** Follows the event to the job that it started, and the job to what its process wrote. */
    private static long startedAt(Api api, String event) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (System.nanoTime() < deadline) {
            JsonNode job = api.get("event-reactor", "/events/" + event)
                    .findPath("jobs")
                    .path(0);
            if (!job.isMissingNode()) {
                String id = job.isTextual() ? job.asText() : job.path("id").asText();
                JsonNode started = awaitOutput(api, id);
                return started.asLong();
            }
            Thread.sleep(50);
        }
        throw new IOException("Expected event " + event + " to start a job within 60 s, but it did not");
    }

    private static JsonNode awaitOutput(Api api, String job) throws IOException, InterruptedException {
        for (int i = 0; i < 600; i++) {
            JsonNode state = api.get("scheduler-service", "/jobs/" + job);
            if (state.path("status").asText().equals("SUCCEEDED")) {
                return state.path("outputs").path("startedAt");
            }
            if (state.path("status").asText().equals("FAILED")) {
                throw new IOException("Expected job " + job + " to succeed, but "
                        + state.path("reason").asText());
            }
            Thread.sleep(100);
        }
        throw new IOException("Expected job " + job + " to end within 60 s, but it did not");
    }
}
