package io.outrider.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A person with the command line asks reactions to wait, to explain themselves, to stop, and what would be if. */
@ExtendWith(SharedStack.class)
class ReactionStoryTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Outrider outrider;
    private final String name = "story-" + UUID.randomUUID().toString().substring(0, 8);

    @TempDir
    Path folder;

    ReactionStoryTest(Outrider outrider) {
        this.outrider = outrider;
    }

    @Test
    void shouldMakeOneJobOfSeveralEventsAndSayWhy() throws IOException {
        ProbeTemplate.push(outrider, name);
        Path file = reaction("groupBy: data.host\ntriggerLimiter: {waitForMore: {timeout: 20s}}");
        outrider.run("reaction", "apply", "-f", file.toString()).ok();
        for (int i = 1; i <= 3; i++) {
            outrider.run("event", "publish", "e2e/" + name, "--id", name + "-" + i, "--data", "{\"host\": \"web-1\"}")
                    .ok();
        }

        String waiting = outrider.run("event", "publish", "e2e/" + name, "--data", "{\"host\": \"web-2\"}", "--wait")
                .ok()
                .output();
        String shown = outrider.run("event", "show", name + "-3").ok().output();
        String explained = outrider.run("reaction", "explain", name).ok().output();

        assertThat(waiting).contains("WAITING", name + " v1 [web-2]", "waitForMore until");
        assertThat(shown).contains("WAITING", name + " v1 [web-1]", "3 so far", "window OPEN");
        assertThat(explained).contains("web-1  waitForMore  3", "web-2  waitForMore  1", "4 WAITING");
        JsonNode fired = await().atMost(PATIENCE)
                .until(
                        () -> decision(name + "-1"),
                        line -> line.at("/firing/outcome").asText().equals("FIRED"));
        assertThat(fired.at("/firing/occurrences").asInt()).isEqualTo(3);
        assertThat(fired.at("/firing/jobs")).hasSize(1);
        // The request is on its way to the scheduler.
        String job = fired.at("/firing/jobs/0/id").asText();
        await().atMost(PATIENCE)
                .untilAsserted(() -> outrider.run("job", "wait", job).ok());
        assertThat(ProbeTemplate.starts(folder.resolve("web-1-3"))).hasSize(1);
        assertThat(outrider.run("event", "show", name + "-2").ok().output())
                .contains("window FIRED", "by timer with 3 occurrences");
        // The window of web-2 opened later and closes later.
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(groupsThatFired(outrider.run("reaction", "firings", name, "--output", "json")))
                                .containsExactlyInAnyOrder("web-1", "web-2"));

        JsonNode tried = outrider.run("reaction", "test", file.toString(), "--since", "1h", "--output", "json")
                .ok()
                .json();

        assertThat(tried.at("/events/matched").asInt()).isEqualTo(4);
        assertThat(tried.path("firings")).hasSize(2);
        assertThat(tried.at("/firings/0/occurrences").asInt()).isEqualTo(3);
        assertThat(tried.at("/firings/0/jobs/0/parameters/file").asText()).endsWith("web-1-3");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(made()).hasSize(2));
    }

    @Test
    void shouldStartNothingWhilePaused() throws IOException {
        ProbeTemplate.push(outrider, name);
        outrider.run("reaction", "apply", "-f", reaction("").toString()).ok();

        outrider.run("reaction", "pause", name, "--reason", "storage is moving").ok();
        String paused = publish("web-1");
        String explained = outrider.run("reaction", "explain", name).ok().output();
        outrider.run("reaction", "resume", name).ok();
        String resumed = publish("web-2");

        assertThat(paused).contains("SUPPRESSED", "paused");
        assertThat(explained).contains("PAUSED", "storage is moving", "1 SUPPRESSED");
        assertThat(resumed).contains("FIRED", "job ");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(ProbeTemplate.starts(folder.resolve("web-2-1")))
                        .hasSize(1));
        assertThat(folder.resolve("web-1-1")).doesNotExist();
        Outrider.Result unknown = outrider.run("reaction", "pause", "no-such-reaction");
        assertThat(unknown.exitCode()).isEqualTo(3);
        assertThat(unknown.errors()).hasLineCount(1);
    }

    @Test
    void shouldReplayOnlyWhenItIsMeant() throws IOException {
        ProbeTemplate.push(outrider, name);
        outrider.run("reaction", "apply", "-f", reaction("").toString()).ok();
        outrider.run("event", "publish", "e2e/" + name, "--id", name, "--data", "{\"host\": \"web-1\"}", "--wait")
                .ok();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(ProbeTemplate.starts(folder.resolve("web-1-1")))
                        .hasSize(1));

        Outrider.Result rehearsed = outrider.run("event", "replay", name).ok();

        assertThat(rehearsed.output()).contains("FIRED", "would start " + name, "web-1-1");
        assertThat(groupsThatFired(outrider.run("reaction", "firings", name, "--output", "json")))
                .hasSize(1);

        JsonNode copy = outrider.run("event", "replay", name, "--for-real", "--wait", "--output", "json")
                .ok()
                .json();

        assertThat(copy.path("id").asText()).isNotEqualTo(name);
        assertThat(copy.at("/extensions/replayof").asText()).isEqualTo(name);
        assertThat(copy.path("jobs")).hasSize(1);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(ProbeTemplate.starts(folder.resolve("web-1-1")))
                        .hasSize(2));
    }

    private String publish(String host) {
        return outrider.run("event", "publish", "e2e/" + name, "--data", "{\"host\": \"" + host + "\"}", "--wait")
                .ok()
                .output();
    }

    /** The files that probes left, one for each group. */
    private List<Path> made() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().contains("web-")).toList();
        }
    }

    private JsonNode decision(String event) {
        return outrider.get("event-reactor", "/events/" + event).at("/decisions/0");
    }

    private static List<String> groupsThatFired(Outrider.Result firings) {
        return firings.ok()
                .json()
                .valueStream()
                .filter(firing -> firing.path("outcome").asText().equals("FIRED"))
                .map(firing -> firing.path("group").asText())
                .toList();
    }

    /** Starts the probe with a file that is named after the host and the count. */
    private Path reaction(String more) throws IOException {
        return Files.writeString(folder.resolve("reaction.yaml"), """
                apiVersion: outrider/v1
                kind: Reaction
                name: %s
                on: e2e/%s
                %s
                do:
                  jobs:
                  - {template: %s, parameters: {file: "%s/{{ event.data.host }}-{{ event.occurrences }}"}}
                """.formatted(name, name, more, name, folder));
    }
}
