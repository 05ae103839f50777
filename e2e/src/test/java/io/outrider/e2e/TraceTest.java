package io.outrider.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.outrider.stack.testing.TraceCollector;
import io.outrider.stack.testing.TraceCollector.Span;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** One trace leads from a request through Kafka to the process that the agent starts. */
@ExtendWith(SharedStack.class)
class TraceTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String CALLER = "00f067aa0ba902b7";

    private final Outrider outrider;
    private final TraceCollector collector;

    @TempDir
    Path folder;

    TraceTest(Outrider outrider, TraceCollector collector) {
        this.outrider = outrider;
        this.collector = collector;
    }

    @Test
    void shouldFollowAJobFromTheRequestToTheProcess() throws Exception {
        ProbeTemplate.push(outrider, "traced");
        Path starts = folder.resolve("starts");

        String job = outrider.with("traceparent", "00-" + TRACE + "-" + CALLER + "-01")
                .post("scheduler-service", "/jobs", """
                        {"template": "traced", "parameters": {"file": "%s"}}""".formatted(starts))
                .path("id")
                .asText();

        await().atMost(LIMIT)
                .untilAsserted(
                        () -> assertThat(collector.ofTrace(TRACE).stream().map(TraceTest::place))
                                .contains(
                                        "scheduler-service: POST /api/v1/jobs",
                                        "scheduler-service: send outrider.task-commands.v1",
                                        "gateway: process outrider.task-commands.v1",
                                        "gateway: prepare task",
                                        "gateway: run task",
                                        "gateway: send outrider.task-events.v1",
                                        "scheduler-service: process outrider.task-events.v1",
                                        "scheduler-service: send outrider.job-events.v1",
                                        "event-reactor: process outrider.job-events.v1"));
        List<Span> spans = collector.ofTrace(TRACE);
        Map<String, Span> byId = spans.stream().collect(Collectors.toMap(Span::id, Function.identity(), (a, b) -> b));
        assertThat(spans)
                .as("every span hangs on another, the first on the caller's")
                .allMatch(span -> span.parent().equals(CALLER) || byId.containsKey(span.parent()));
        Span run = spans.stream()
                .filter(span -> span.name().equals("run task"))
                .findFirst()
                .orElseThrow();
        assertThat(run.attributes()).containsEntry("outrider.job", job);
        assertThat(Files.readString(folder.resolve("starts.traceparent")))
                .as("what the process was told")
                .isEqualToIgnoringNewLines("00-" + TRACE + "-" + run.id() + "-01");
    }

    private static String place(Span span) {
        return span.service() + ": " + span.name();
    }
}
