package io.outrider.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.outrider.schemas.Topic;
import io.outrider.schemas.avro.TaskStatus;
import io.outrider.stack.testing.TraceCollector;
import io.outrider.stack.testing.TraceCollector.Span;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** An executor takes part in the trace of the command: from taking it to the process and back. */
public interface TraceCases extends Cases {

    /** The span of the scheduler that the command comes from. */
    String CALLER = "00f067aa0ba902b7";

    /** Where the executor sends its spans. */
    TraceCollector collector();

    @Test
    default void shouldTakePartInTheTraceOfTheCommand() {
        String trace = UUID.randomUUID().toString().replace("-", "");
        Attempt attempt = bench().attempt()
                .startWithin(
                        "00-" + trace + "-" + CALLER + "-01",
                        bench().script("echo $TRACEPARENT").build());

        assertThat(attempt.onlyEnd(1).getStatus()).isEqualTo(TaskStatus.SUCCEEDED);

        await("the spans of trace " + trace)
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(
                        () -> assertThat(collector().ofTrace(trace).stream().map(Span::name))
                                .contains(
                                        "process " + Topic.TASK_COMMANDS_NAME,
                                        "prepare task",
                                        "run task",
                                        "send " + Topic.TASK_EVENTS_NAME));
        List<Span> spans = collector().ofTrace(trace);
        Set<String> known =
                Stream.concat(Stream.of(CALLER), spans.stream().map(Span::id)).collect(Collectors.toSet());
        assertThat(spans)
                .as("every span hangs on another, the first on the caller's")
                .allMatch(span -> known.contains(span.parent()));
        Span handling = one(spans, "process " + Topic.TASK_COMMANDS_NAME);
        Span run = one(spans, "run task");
        assertThat(handling.parent()).isEqualTo(CALLER);
        assertThat(run.parent()).isEqualTo(handling.id());
        assertThat(run.attributes()).containsEntry("outrider.task", attempt.task());
        assertThat(attempt.log()).as("what the process was told").isEqualTo("00-" + trace + "-" + run.id() + "-01\n");
    }

    private static Span one(List<Span> spans, String name) {
        return spans.stream()
                .filter(span -> span.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
