package io.outrider.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * What users do all day, all of it at once: jobs for the agent and for the cluster are submitted, events that start jobs are published,
 * versions of a template are pushed.
 */
final class RollingLoad implements AutoCloseable {

    private static final String ON_AGENT = "rolling";
    private static final String ON_CLUSTER = "rolling-cluster";
    private static final String BY_EVENT = "rolling-event";
    private static final String CHANGED = "rolling-changed";

    private final Outrider outrider;
    private final Path folder;
    private final SteadyLoad jobs;
    private final SteadyLoad clusterJobs;
    private final SteadyLoad events;
    private final SteadyLoad versions;

    RollingLoad(Outrider outrider, Path folder) throws IOException {
        this.outrider = outrider;
        this.folder = folder;
        ProbeTemplate.push(outrider, ON_AGENT);
        ProbeTemplate.push(outrider, BY_EVENT);
        ProbeTemplate.pushForCluster(outrider, ON_CLUSTER);
        Path reaction = Files.writeString(folder.resolve("rolling.yaml"), """
                apiVersion: outrider/v1
                kind: Reaction
                name: rolling
                on: e2e/rolling
                do:
                  jobs:
                  - template: %s
                    node: local
                    parameters: {file: "{{ event.data.file }}", seconds: 0}
                """.formatted(BY_EVENT));
        outrider.run("reaction", "apply", "-f", reaction.toString()).ok();
        Path changed = ProbeTemplate.write(CHANGED);
        jobs = new SteadyLoad(Duration.ofMillis(500), key -> submit(key, ON_AGENT, "local"));
        // Each of its tasks starts a JVM, the companion.
        clusterJobs = new SteadyLoad(Duration.ofSeconds(3), key -> submit(key, ON_CLUSTER, ClusterExecutor.NODE));
        events = new SteadyLoad(Duration.ofSeconds(1), this::publish);
        versions = new SteadyLoad(Duration.ofSeconds(3), key -> push(changed, key));
    }

    private String submit(String key, String template, String node) {
        return outrider.with("Idempotency-Key", key)
                .post("scheduler-service", "/jobs", """
                        {"template": "%s", "target": {"node": "%s"}, "parameters": {"file": "%s", "seconds": 1}}""".formatted(template, node, starts()))
                .path("id")
                .asText();
    }

    private String publish(String key) {
        outrider.post("event-reactor", "/events", """
                {"specversion": "1.0", "id": "%s", "source": "/e2e", "type": "e2e/rolling", "data": {"file": "%s"}}""".formatted(key, folder.resolve(key)));
        return key;
    }

    private String push(Path template, String key) {
        try {
            Files.writeString(template.resolve("key"), key);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        Outrider.Result pushed = outrider.run("template", "push", template.toString(), "--wait", "--output", "json");
        if (pushed.exitCode() != 0) {
            throw new UncheckedIOException(new IOException(pushed.errors()));
        }
        return pushed.json().path("version").asText();
    }

    /** Everything of which something is accepted, each as often as the least of them. */
    int rounds() {
        return Stream.of(jobs, clusterJobs, events, versions)
                .mapToInt(load -> load.accepted().size())
                .min()
                .orElseThrow();
    }

    /** Where the submitted jobs write that they were started. */
    Path starts() {
        return folder.resolve("starts");
    }

    /** The jobs that were submitted. */
    List<String> jobs() {
        return Stream.of(jobs, clusterJobs)
                .flatMap(load -> load.accepted().stream())
                .toList();
    }

    /** The jobs that the reaction started. */
    List<JsonNode> jobsOfEvents() {
        return outrider.get("scheduler-service", "/jobs?limit=500&template=" + BY_EVENT)
                .path("items")
                .valueStream()
                .toList();
    }

    /** Where the job of each accepted event writes that it was started. */
    List<Path> startsOfEvents() {
        return events.accepted().stream().map(folder::resolve).toList();
    }

    /** The status of each version that was pushed. */
    List<String> versions() {
        return versions.accepted().stream()
                .map(version -> outrider.get("template-service", "/templates/" + CHANGED + "/versions/" + version)
                        .path("status")
                        .asText())
                .toList();
    }

    @Override
    public void close() {
        Stream.of(jobs, clusterJobs, events, versions).parallel().forEach(SteadyLoad::close);
    }
}
