package io.outrider.reactor.platform.inbound.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrider.reactor.event.domain.PlatformTypes;
import io.outrider.schemas.avro.JobStatus;
import io.outrider.schemas.avro.NodeStatus;
import io.outrider.schemas.avro.TaskStatus;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PlatformTypesTest {

    @Test
    void shouldKnowEveryStatusOfThePlatform() {
        Stream<String> jobs = Stream.of(JobStatus.values()).map(status -> "outrider/job/" + status);
        Stream<String> tasks = Stream.of(TaskStatus.values()).map(TaskOccurrences::type);
        Stream<String> nodes = Stream.of(NodeStatus.values()).map(status -> "outrider/node/" + status);

        assertThat(PlatformTypes.ALL)
                .containsExactlyInAnyOrderElementsOf(Stream.of(jobs, tasks, nodes, Stream.of("outrider/failure/step"))
                        .flatMap(types -> types)
                        .map(type -> type.toLowerCase(Locale.ROOT))
                        .filter(type -> !type.endsWith("/unknown"))
                        .toList());
    }
}
