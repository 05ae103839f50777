package io.outrider.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two schedulers, two gateways and two reactors on the same state, each asked by half of the clients, and agents whose connections go to the
 * one gateway or the other. One after the other is killed while jobs are submitted and events come: everything is done, and once.
 */
@ExtendWith(SharedStack.class)
class ReplicasTest {

    private static final Duration LIMIT = Duration.ofSeconds(120);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final String ONE = "one";
    private static final String TWO = "two";
    private static final String JOBS = "replicas";
    private static final String BY_EVENT = "replicas-event";
    private static final String BY_COUNT = "replicas-count";

    /** Every so many events of a group are a job. */
    private static final int COUNT = 4;

    private static final int GROUPS = 3;

    private final Outrider outrider;

    @TempDir
    Path folder;

    ReplicasTest(Outrider outrider) {
        this.outrider = outrider;
    }

    @Test
    void shouldDoEverythingOnceWithTwoOfEachService() throws Exception {
        ProbeTemplate.push(outrider, JOBS);
        ProbeTemplate.push(outrider, BY_EVENT);
        ProbeTemplate.push(outrider, BY_COUNT);
        react(BY_EVENT, ONE, "", "{{ event.data.file }}");
        react(
                BY_COUNT,
                TWO,
                "groupBy: data.group\nwhileRunning: parallel\ntriggerLimiter: {minOccurrences: %d}".formatted(COUNT),
                folder.resolve("count-{{ event.data.group }}").toString());
        List<SteadyLoad> jobs = new ArrayList<>();
        List<SteadyLoad> events = new ArrayList<>();
        try (Replica scheduler = Replica.start(outrider, "scheduler-service", folder);
                Replica gateway = Replica.start(outrider, "gateway", folder);
                Replica reactor = Replica.start(outrider, "event-reactor", folder);
                Balancer balancer = new Balancer(List.of(outrider.agentsPort(), gateway.agentsPort()))) {
            for (Replica replica : List.of(scheduler, gateway, reactor)) {
                replica.awaitReady();
            }
            try (FarAgent one = FarAgent.start(outrider, balancer.url(), ONE, folder);
                    FarAgent two = FarAgent.start(outrider, balancer.url(), TWO, folder)) {
                one.awaitOnline();
                two.awaitOnline();
                Outrider other = outrider.through(Map.of(
                        "scheduler-service",
                        scheduler.url(),
                        "gateway",
                        gateway.url(),
                        "event-reactor",
                        reactor.url()));
                for (Outrider client : List.of(outrider, other)) {
                    for (String node : List.of(ONE, TWO)) {
                        jobs.add(new SteadyLoad(PAUSE, key -> submit(client, key, node)));
                    }
                    events.add(new SteadyLoad(PAUSE, key -> publish(client, key)));
                }
                more(jobs, events);
                outrider.kill9("scheduler-service");
                more(jobs, events);
                reactor.killAndStart();
                more(jobs, events);
                outrider.kill9("gateway");
                more(jobs, events);
                Stream.concat(jobs.stream(), events.stream()).parallel().forEach(SteadyLoad::close);

                List<String> submitted = accepted(jobs);
                List<String> published = accepted(events);
                outrider.awaitSuccess(submitted);
                assertThat(ProbeTemplate.starts(folder.resolve("starts")))
                        .as("jobs that clients asked for")
                        .containsExactlyInAnyOrderElementsOf(submitted);
                outrider.awaitSuccess(awaitJobs(BY_EVENT, published.size()));
                assertThat(published)
                        .as("events")
                        .allSatisfy(key -> assertThat(ProbeTemplate.starts(folder.resolve(key)))
                                .hasSize(1));
                Map<Integer, Long> groups =
                        published.stream().collect(Collectors.groupingBy(ReplicasTest::group, Collectors.counting()));
                long windows = groups.values().stream()
                        .mapToLong(count -> count / COUNT)
                        .sum();
                outrider.awaitSuccess(awaitJobs(BY_COUNT, (int) windows));
                groups.forEach((group, count) -> assertThat(ProbeTemplate.starts(folder.resolve("count-" + group)))
                        .as("windows of group " + group)
                        .hasSize((int) (count / COUNT)));
            }
        } finally {
            Stream.concat(jobs.stream(), events.stream()).parallel().forEach(SteadyLoad::close);
            outrider.run("reaction", "pause", BY_EVENT).ok();
            outrider.run("reaction", "pause", BY_COUNT).ok();
        }
    }

    private void react(String template, String node, String limiter, String file) throws IOException {
        Path document = Files.writeString(
                folder.resolve(template + ".yaml"), """
                apiVersion: outrider/v1
                kind: Reaction
                name: %s
                on: e2e/replicas
                %s
                do:
                  jobs:
                  - template: %s
                    node: %s
                    parameters: {file: "%s", seconds: 0}
                """.formatted(template, limiter, template, node, file));
        outrider.run("reaction", "apply", "-f", document.toString()).ok();
    }

    private String submit(Outrider client, String key, String node) {
        return client.with("Idempotency-Key", key)
                .post("scheduler-service", "/jobs", """
                        {"template": "%s", "target": {"node": "%s"}, "parameters": {"file": "%s", "seconds": 1}}""".formatted(JOBS, node, folder.resolve("starts")))
                .path("id")
                .asText();
    }

    private String publish(Outrider client, String key) {
        client.post("event-reactor", "/events", """
                {"specversion": "1.0", "id": "%s", "source": "/e2e", "type": "e2e/replicas",
                 "data": {"file": "%s", "group": %d}}""".formatted(key, folder.resolve(key), group(key)));
        return key;
    }

    private static int group(String key) {
        return Math.floorMod(key.hashCode(), GROUPS);
    }

    /** Returns when each of the clients has been served twice more. */
    private static void more(List<SteadyLoad> jobs, List<SteadyLoad> events) {
        List<SteadyLoad> all = Stream.concat(jobs.stream(), events.stream()).toList();
        List<Integer> before = all.stream().map(load -> load.accepted().size()).toList();
        await().atMost(LIMIT).until(() -> {
            for (int i = 0; i < all.size(); i++) {
                if (all.get(i).accepted().size() < before.get(i) + 2) {
                    return false;
                }
            }
            return true;
        });
    }

    private static List<String> accepted(List<SteadyLoad> loads) {
        return loads.stream().flatMap(load -> load.accepted().stream()).toList();
    }

    private List<String> awaitJobs(String template, int count) {
        return await().atMost(LIMIT)
                .pollInterval(Duration.ofSeconds(1))
                .ignoreExceptions()
                .until(
                        () -> outrider.get("scheduler-service", "/jobs?limit=500&template=" + template)
                                .path("items")
                                .valueStream()
                                .map(job -> job.path("id").asText())
                                .toList(),
                        found -> found.size() >= count);
    }
}
