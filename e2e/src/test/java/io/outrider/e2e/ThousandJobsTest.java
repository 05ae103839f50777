package io.outrider.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A thousand jobs submitted at once all finish, each started once. */
@ExtendWith(SharedStack.class)
class ThousandJobsTest {

    private final Outrider outrider;

    @TempDir
    Path folder;

    ThousandJobsTest(Outrider outrider) {
        this.outrider = outrider;
    }

    @Test
    void shouldFinishAThousandJobsSubmittedAtOnce() throws Exception {
        ProbeTemplate.push(outrider, "thousand");
        Path starts = folder.resolve("starts");
        String body = """
                {"template": "thousand", "parameters": {"file": "%s"}}""".formatted(starts);
        List<String> jobs = new ArrayList<>();

        try (ExecutorService executor = Executors.newFixedThreadPool(50)) {
            List<Future<JsonNode>> submitted = new ArrayList<>();
            for (int i = 0; i < 1000; i++) {
                submitted.add(executor.submit(() -> outrider.post("scheduler-service", "/jobs", body)));
            }
            for (Future<JsonNode> job : submitted) {
                jobs.add(job.get().path("id").asText());
            }
        }

        await().atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(
                                outrider.get("scheduler-service", "/jobs?template=thousand&status=SUCCEEDED&limit=500")
                                        .path("items"))
                        .hasSize(500));
        await().atMost(Duration.ofMinutes(3))
                .until(() -> jobs.stream()
                        .allMatch(job -> outrider.get("scheduler-service", "/jobs/" + job)
                                .path("status")
                                .asText()
                                .equals("SUCCEEDED")));
        assertThat(ProbeTemplate.starts(starts)).as("each started once").containsExactlyInAnyOrderElementsOf(jobs);
    }
}
