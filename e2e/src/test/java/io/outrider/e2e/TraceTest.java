package io.outrider.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.outrider.stack.testing.TraceCollector;
import io.outrider.stack.testing.TraceCollector.Span;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** One trace leads from a request through Kafka to the process that the agent starts, or to the image that is built. */
@ExtendWith(SharedStack.class)
class TraceTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String BUILD_TRACE = "5cf92f3577b34da6a3ce929d0e0e4737";
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
        List<Span> spans = hanging(TRACE);
        Span run = one(spans, "run task");
        assertThat(run.attributes()).containsEntry("outrider.job", job);
        assertThat(Files.readString(folder.resolve("starts.traceparent")))
                .as("what the process was told")
                .isEqualToIgnoringNewLines("00-" + TRACE + "-" + run.id() + "-01");
    }

    @Test
    void shouldFollowATemplateFromTheRequestToItsImage() throws Exception {
        Path template = ProbeTemplate.write("traced-build");
        // The same content under another name would not be built again.
        Files.writeString(template.resolve("run.sh"), "# built for its trace\n", StandardOpenOption.APPEND);

        HttpResponse<String> answer = publish(zip(template), "00-" + BUILD_TRACE + "-" + CALLER + "-01");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        await().atMost(LIMIT)
                .untilAsserted(
                        () -> assertThat(collector.ofTrace(BUILD_TRACE).stream().map(TraceTest::place))
                                .contains(
                                        "template-service: POST /api/v1/templates",
                                        "template-service: send outrider.build-requests.v1",
                                        "build-service: process outrider.build-requests.v1",
                                        "build-service: build image",
                                        "build-service: send outrider.build-events.v1",
                                        "template-service: process outrider.build-events.v1"));
        List<Span> spans = hanging(BUILD_TRACE);
        assertThat(one(spans, "POST /api/v1/templates").parent()).isEqualTo(CALLER);
        assertThat(one(spans, "build image").parent())
                .isEqualTo(one(spans, "process outrider.build-requests.v1").id());
        assertThat(one(spans, "build image").attributes()).containsEntry("outrider.template", "traced-build");
    }

    /** The spans of a trace, once each hangs on another of them and the first on the caller's: services send theirs at their own times. */
    private List<Span> hanging(String trace) {
        await().atMost(LIMIT).untilAsserted(() -> {
            List<Span> spans = collector.ofTrace(trace);
            Set<String> known = Stream.concat(Stream.of(CALLER), spans.stream().map(Span::id))
                    .collect(Collectors.toSet());
            assertThat(spans).allMatch(span -> known.contains(span.parent()));
        });
        return collector.ofTrace(trace);
    }

    private static Span one(List<Span> spans, String name) {
        return spans.stream()
                .filter(span -> span.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private HttpResponse<String> publish(byte[] zip, String traceparent) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(outrider.url("template-service") + "/api/v1/templates"))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + outrider.token())
                .header("Content-Type", "application/zip")
                .header("traceparent", traceparent)
                .POST(HttpRequest.BodyPublishers.ofByteArray(zip))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }

    private static byte[] zip(Path folder) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (String name : List.of("template.yaml", "run.sh")) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(Files.readAllBytes(folder.resolve(name)));
            }
        }
        return bytes.toByteArray();
    }

    private static String place(Span span) {
        return span.service() + ": " + span.name();
    }
}
