package io.outrider.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.outrider.artifacts.Stored;
import io.outrider.schemas.avro.NodeEvent;
import io.outrider.schemas.avro.NodeStatus;
import io.outrider.schemas.avro.TaskEvent;
import io.outrider.schemas.avro.TaskStatus;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The conformance template, as {@code outrider conformance} runs it; and what the node says of itself. */
public interface ConformanceCases extends Cases {

    @Test
    default void shouldKeepTheContainerContract() throws IOException {
        Stored content = bench().artifacts()
                .put(new ByteArrayInputStream(Archive.tgz(Map.of("run.sh", script()))), Long.MAX_VALUE);
        Attempt attempt = bench().attempt()
                .start(bench().script("exec /bin/sh $OUTRIDER_IN/content/run.sh \"$@\"", "check")
                        .setContentArchive(content.sha256())
                        .setParameters("{\"marker\":\"m-1\",\"word\":\"w-0123456789\"}")
                        .setSensitive(List.of("word"))
                        .setEvent("{\"type\":\"contract\"}")
                        .setEnv(Map.of(
                                "PARAM_marker",
                                "m-1",
                                "PARAM_word",
                                "w-0123456789",
                                "PARAM_number",
                                "3",
                                "PARAM_list",
                                "[\"a\",\"b c\",\"d\\\"e\"]",
                                "PARAM_awkward",
                                "it's $HOME, `x`, \\ and ünï",
                                "PARAM_event",
                                "true",
                                "PARAM_node",
                                bench().executor().node()))
                        .build());

        TaskEvent end = attempt.onlyEnd(1);

        assertThat(end.getStatus()).as(end.getReason() + attempt.log()).isEqualTo(TaskStatus.SUCCEEDED);
        JsonNode report = new ObjectMapper().readTree(end.getOutputs());
        assertThat(report.path("checks").valueStream())
                .filteredOn(check -> check.path("status").asText().equals("failed"))
                .isEmpty();
        assertThat(report.path("passed").asInt())
                .isGreaterThanOrEqualTo(bench().executor().isolates() ? 18 : 12);
        assertThat(attempt.log()).contains("the word is ***").contains("line 300 of 300");
    }

    @Test
    default void shouldTellOfItsNode() {
        NodeEvent node = bench().wire().nodes(bench().executor().node()).stream()
                .filter(event -> event.getStatus() == NodeStatus.ONLINE)
                .findFirst()
                .orElseThrow();

        assertThat(node.getExecutor()).isEqualTo(bench().executor().name());
        assertThat(node.getSlots()).isPositive();
        assertThat(node.getRuntimes()).isNotEmpty();
        assertThat(node.getLabels()).containsEntry("site", "contract");
    }

    private static String script() throws IOException {
        try (InputStream in = ConformanceCases.class.getResourceAsStream("/conformance/run.sh")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
