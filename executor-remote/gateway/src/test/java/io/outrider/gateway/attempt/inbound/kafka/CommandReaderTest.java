package io.outrider.gateway.attempt.inbound.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrider.gateway.attempt.domain.AttemptCommand;
import io.outrider.outbox.Received;
import io.outrider.schemas.Envelope;
import io.outrider.schemas.avro.TaskCommand;
import io.outrider.schemas.avro.TaskCommandKind;
import io.outrider.schemas.avro.TaskSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CommandReaderTest {

    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");

    private final CommandReader reader =
            new CommandReader(Duration.ofHours(24), Duration.ofMinutes(5), Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void shouldOfferAStartForAsLongAsItsSenderMayWait() {
        AttemptCommand command = read(NOW.minus(Duration.ofHours(23)));

        assertThat(command)
                .isInstanceOfSatisfying(
                        AttemptCommand.Start.class,
                        start -> assertThat(start.queueUntil()).isEqualTo(NOW.plus(Duration.ofHours(1))));
    }

    @Test
    void shouldDeclineAStartThatIsReplayedAfterDays() {
        AttemptCommand command = read(NOW.minus(Duration.ofDays(4)));

        assertThat(command)
                .isInstanceOfSatisfying(
                        AttemptCommand.Decline.class,
                        decline -> assertThat(decline.reason())
                                .isEqualTo(
                                        "the command is from 2026-11-26T12:00:00Z, longer ago than an offer waits: PT24H"));
    }

    private AttemptCommand read(Instant at) {
        Envelope envelope = Envelope.first("io.outrider.task.start", "/outrider/test", at, "node", "alice");
        return reader.read(new Received<>(envelope, "node", start(at), "task-commands", 0, 0, NOW), Set.of("node"))
                .command();
    }

    private static TaskCommand start(Instant at) {
        TaskSpec spec = TaskSpec.newBuilder()
                .setTemplate("hello")
                .setVersion("1.0.0")
                .setMethod("run")
                .setCommand(List.of("/bin/true"))
                .setWorkdir("/template")
                .setTimeoutSeconds(60)
                .build();
        return TaskCommand.newBuilder()
                .setKind(TaskCommandKind.START)
                .setTaskId("task")
                .setJobId("job")
                .setProject("default")
                .setAttempt(1)
                .setEpoch(1)
                .setExecutor("remote")
                .setNode("node")
                .setAt(at)
                .setSpec(spec)
                .build();
    }
}
