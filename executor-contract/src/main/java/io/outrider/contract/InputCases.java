package io.outrider.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.outrider.artifacts.Stored;
import io.outrider.schemas.avro.TaskEvent;
import io.outrider.schemas.avro.TaskStatus;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a task finds, and what is taken from it besides its outputs. */
public interface InputCases extends Cases {

    @Test
    default void shouldHandOverParametersEventAndVariables() {
        Attempt attempt = bench().attempt();
        attempt.start(bench().script(
                        "cat $OUTRIDER_IN/parameters.json; echo; cat $OUTRIDER_IN/event.json; echo; echo \"$X_greeting|$1\";"
                                + " echo $OUTRIDER_JOB $OUTRIDER_TASK $OUTRIDER_ATTEMPT $OUTRIDER_NODE $OUTRIDER_METHOD $OUTRIDER_CAUSATION_DEPTH; pwd",
                        "one 'argument' $(OUTRIDER_JOB) $$ $")
                .setParameters("{\"greeting\":\"it's \\\"me\\\"\"}")
                .setEnv(Map.of(
                        "X_greeting",
                        "it's \"me\" $(no) `no` ünï",
                        "OUTRIDER_CAUSATION_DEPTH",
                        "2",
                        "OUTRIDER_METHOD",
                        "another"))
                .setEvent("{\"id\":\"e-1\",\"type\":\"disk/full\"}")
                .build());

        assertThat(attempt.onlyEnd(1).getStatus()).isEqualTo(TaskStatus.SUCCEEDED);
        String[] lines = attempt.log().split("\n", -1);
        assertThat(json(lines[0]).path("greeting").asText()).isEqualTo("it's \"me\"");
        assertThat(json(lines[1]).path("type").asText()).isEqualTo("disk/full");
        assertThat(lines[2]).isEqualTo("it's \"me\" $(no) `no` ünï|one 'argument' $(OUTRIDER_JOB) $$ $");
        assertThat(lines[3])
                .isEqualTo(attempt.job() + " " + attempt.task() + " 1 "
                        + bench().executor().node() + " run 2");
    }

    @Test
    default void shouldHideSensitiveParameters() {
        Attempt attempt = bench().attempt();
        attempt.start(bench().script("echo token is $P_token; cat $OUTRIDER_IN/parameters.json | wc -c;"
                        + " echo $P_token > $OUTRIDER_OUT/artifacts/token; exit 3")
                .setParameters("{\"token\":\"s3cr3t-v4lue-4711\"}")
                .setEnv(Map.of("P_token", "s3cr3t-v4lue-4711"))
                .setSensitive(List.of("token"))
                .build());

        TaskEvent end = attempt.onlyEnd(1);

        assertThat(attempt.log()).contains("token is ***").doesNotContain("s3cr3t-v4lue-4711");
        assertThat(end.toString()).doesNotContain("s3cr3t-v4lue-4711");
    }

    @Test
    default void shouldMountAdHocContent() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("run.sh", "echo from the content; cat $OUTRIDER_IN/content/data/words\n");
        files.put("data/words", "some words\n");
        Stored content = bench().artifacts().put(new ByteArrayInputStream(Archive.tgz(files)), Long.MAX_VALUE);
        Attempt attempt = bench().attempt()
                .start(bench().script("cd $OUTRIDER_IN/content && sh run.sh && cat $OUTRIDER_IN/parameters.json")
                        .setContentArchive(content.sha256())
                        .build());

        TaskEvent end = attempt.onlyEnd(1);

        assertThat(end.getStatus()).as(end.getReason()).isEqualTo(TaskStatus.SUCCEEDED);
        assertThat(attempt.log().strip()).isEqualTo("from the content\nsome words\n{}");
    }

    @Test
    default void shouldHandOverLargeInputs() {
        String large = "x".repeat(1_600_000);
        Attempt attempt = bench().attempt()
                .start(bench().script("wc -c < $OUTRIDER_IN/parameters.json; wc -c < $OUTRIDER_IN/event.json")
                        .setParameters("{\"large\":\"" + large + "\"}")
                        .setEvent("{\"data\":\"" + "y".repeat(200_000) + "\"}")
                        .build());

        TaskEvent end = attempt.onlyEnd(1);

        assertThat(end.getStatus()).as(end.getReason()).isEqualTo(TaskStatus.SUCCEEDED);
        assertThat(attempt.log().lines().map(line -> Integer.parseInt(line.strip())))
                .satisfiesExactly(
                        size -> assertThat(size).isBetween(1_600_000, 1_600_100),
                        size -> assertThat(size).isBetween(200_000, 200_100));
    }

    @Test
    default void shouldKeepArtifacts() throws IOException {
        Attempt attempt = bench().start("cd $OUTRIDER_OUT/artifacts && echo one > a.txt && mkdir -p deep/er"
                + " && head -c 300000 /dev/zero > deep/er/zeros && ln -s /etc/passwd link");

        TaskEvent end = attempt.onlyEnd(1);

        assertThat(end.getStatus()).as(end.getReason()).isEqualTo(TaskStatus.SUCCEEDED);
        assertThat(end.getArtifacts())
                .extracting(artifact -> artifact.getName() + " " + artifact.getSize())
                .containsExactlyInAnyOrder("a.txt 4", "deep/er/zeros 300000");
        String sha256 = end.getArtifacts().stream()
                .filter(artifact -> artifact.getName().equals("a.txt"))
                .findFirst()
                .orElseThrow()
                .getSha256();
        try (InputStream kept = bench().artifacts().open(sha256).orElseThrow()) {
            assertThat(new String(kept.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("one\n");
        }
    }

    @Test
    default void shouldKeepArtifactsOfATaskThatFails() {
        TaskEvent end = bench().start("echo trace > $OUTRIDER_OUT/artifacts/trace; exit 1")
                .onlyEnd(1);

        assertThat(end.getStatus()).isEqualTo(TaskStatus.FAILED);
        assertThat(end.getArtifacts()).hasSize(1);
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("Expected JSON, but got " + text, e);
        }
    }
}
