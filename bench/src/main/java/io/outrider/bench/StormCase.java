package io.outrider.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/**
 * Very many events of few groups against a rule that waits for more: as many jobs as groups, each of which knows how many events it
 * stands for, and a reactor that does not grow.
 */
final class StormCase {

    private static final String RULE = "bench-storm";
    private static final Duration LIMIT = Duration.ofMinutes(10);

    private final Api api;
    private final EventSender sender;
    private final Reactor reactor;
    private final EventsOptions options;

    StormCase(Api api, EventSender sender, Reactor reactor, EventsOptions options) {
        this.api = api;
        this.sender = sender;
        this.reactor = reactor;
        this.options = options;
    }

    /** What was found at the end. */
    private record Outcome(int firings, long occurrences, int jobs) {}

    void run(Printer printer) throws IOException, InterruptedException {
        api.put("event-reactor", "/reactions/" + RULE, """
                {"apiVersion": "outrider/v1", "kind": "Reaction", "name": "%s", "on": "bench/storm",
                 "groupBy": ["data.labels.instance"],
                 "triggerLimiter": {"waitForMore": {"timeout": "%ds", "resetTimeoutOnMore": true, "maxTimeout": "1h"}},
                 "do": {"jobs": [{"template": "bench-true", "parameters": {}}]}}""".formatted(RULE, options.quietTime()));
        reactor.awaitNoBacklog();
        long pid = reactor.pid();
        memory(printer, "storm: reactor before", pid);
        long before = reactor.decisions();
        int count = options.storm();
        EventSender.Sent sent = sender.send("storm", count, this::event);
        double atEnd = Reactor.rssMb(pid);
        long decided = reactor.awaitDecisions("storm", before, count);
        memory(printer, "storm: reactor once all are sent", atEnd);
        memory(printer, "storm: reactor once all are decided", pid);
        double seconds = (decided - sent.beganNanos()) / 1e9;
        printer.print(new Figure(
                EventsBench.BENCH,
                "storm: decided",
                null,
                count,
                Math.round(count / seconds * 10) / 10.0,
                null,
                null,
                null,
                null));
        Outcome outcome = awaitOutcome(count);
        memory(printer, "storm: reactor after", pid);
        printer.print(new Figure(EventsBench.BENCH, "storm: jobs", null, outcome.jobs(), null, null, null, null, null));
        if (outcome.jobs() != options.groups() || outcome.firings() != options.groups()) {
            throw new IOException(
                    "Expected a storm of " + options.groups() + " groups to become as many jobs, but " + outcome);
        }
    }

    private String event(int number) {
        return EventSender.alert("bench/storm", "web-" + number % options.groups(), "0", number % 100);
    }

    /** Waits until every event is counted in a window that fired. */
    private Outcome awaitOutcome(int count) throws IOException, InterruptedException {
        Progress progress = new Progress("storm: counted in firings", count);
        long deadline = System.nanoTime() + LIMIT.toNanos();
        Outcome outcome = new Outcome(0, 0, 0);
        while (System.nanoTime() < deadline) {
            outcome = outcome();
            if (outcome.occurrences() >= count) {
                return outcome;
            }
            progress.at(outcome.occurrences());
            Thread.sleep(500);
        }
        throw new IOException("Expected " + count + " events in firings within " + LIMIT + ", but " + outcome);
    }

    private Outcome outcome() throws IOException, InterruptedException {
        int firings = 0;
        long occurrences = 0;
        Set<String> jobs = new HashSet<>();
        String cursor = "";
        do {
            JsonNode page = api.get(
                    "event-reactor",
                    "/reactions/" + RULE + "/firings?limit=500" + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
            for (JsonNode firing : page.path("items")) {
                firings++;
                occurrences += firing.path("occurrences").asLong();
                firing.path("jobs").forEach(job -> jobs.add(job.path("id").asText()));
            }
            cursor = page.path("nextCursor").asText("");
        } while (!cursor.isEmpty());
        return new Outcome(firings, occurrences, jobs.size());
    }

    private static void memory(Printer printer, String name, long pid) throws IOException {
        memory(printer, name, Reactor.rssMb(pid));
    }

    private static void memory(Printer printer, String name, double rssMb) {
        printer.print(new Figure(EventsBench.BENCH, name, null, null, null, null, null, null, rssMb));
    }
}
