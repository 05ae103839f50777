package io.outrider.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.outrider.schemas.avro.TaskCommand;
import io.outrider.schemas.avro.TaskCommandKind;
import io.outrider.schemas.avro.TaskEvent;
import io.outrider.schemas.avro.TaskLog;
import io.outrider.schemas.avro.TaskSpec;
import io.outrider.schemas.avro.TaskStatus;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** One attempt of one task: what is commanded, and what is heard of it. */
final class Attempt {

    private static final Set<TaskStatus> ENDS =
            EnumSet.complementOf(EnumSet.of(TaskStatus.UNKNOWN, TaskStatus.ACCEPTED, TaskStatus.RUNNING));
    /** What a busy machine of two cores takes to start an executor again and to end a task, and a lot more. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Wire wire;
    private final Executor executor;
    private final String task = "task-" + UUID.randomUUID();

    Attempt(Wire wire, Executor executor) {
        this.wire = wire;
        this.executor = executor;
    }

    Attempt start(TaskSpec spec) {
        return start(spec, 1);
    }

    Attempt start(TaskSpec spec, int epoch) {
        wire.send(command(TaskCommandKind.START, epoch).setSpec(spec).build());
        return this;
    }

    /** Starts it with a command that belongs to a trace. */
    Attempt startWithin(String traceparent, TaskSpec spec) {
        wire.send(command(TaskCommandKind.START, 1).setSpec(spec).build(), traceparent);
        return this;
    }

    void cancel(int epoch) {
        wire.send(command(TaskCommandKind.CANCEL, epoch)
                .setReason("enough is enough")
                .build());
    }

    String task() {
        return task;
    }

    String job() {
        return "job-" + task;
    }

    List<TaskEvent> events(int epoch) {
        return wire.events(task).stream()
                .filter(event -> event.getEpoch() == epoch)
                .toList();
    }

    List<TaskEvent> ends(int epoch) {
        return events(epoch).stream()
                .filter(event -> ENDS.contains(event.getStatus()))
                .toList();
    }

    TaskEvent end() {
        return end(1);
    }

    /** The end of the attempt, waited for; its log is whole then. */
    TaskEvent end(int epoch) {
        await("the end of " + task)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> !ends(epoch).isEmpty());
        return ends(epoch).getFirst();
    }

    /** The end as it has to be said: once, for this node, with a log of the size that was announced. */
    TaskEvent onlyEnd(int epoch) {
        TaskEvent end = end(epoch);
        assertThat(end.getJobId()).isEqualTo(job());
        assertThat(end.getNode()).isEqualTo(executor.node());
        assertThat(end.getAttempt()).isEqualTo(1);
        assertThat(wholeLog(epoch).length).as("size of the log at %s", end).isEqualTo((int) end.getLogSize());
        assertThat(ends(epoch)).as("ends").hasSize(1);
        return end;
    }

    /** The log of an ended attempt, with its checksum compared. */
    String log() {
        return new String(wholeLog(1), StandardCharsets.UTF_8);
    }

    String logSoFar() {
        return new String(bytes(1), StandardCharsets.UTF_8);
    }

    void awaitLog(String text) {
        await("'" + text + "' in the log of " + task)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> logSoFar().contains(text) || !ends(1).isEmpty());
        assertThat(logSoFar()).contains(text);
    }

    /** The log up to the size that the end tells; its checksum is compared where a last range brings one. */
    private byte[] wholeLog(int epoch) {
        long size = end(epoch).getLogSize();
        await(size + " bytes of the log of " + task).atMost(PATIENCE).until(() -> bytes(epoch).length >= size);
        byte[] log = bytes(epoch);
        last(epoch).ifPresent(range -> assertThat(sha256(log)).isEqualTo(range.getSha256()));
        return log;
    }

    private Optional<TaskLog> last(int epoch) {
        return wire.logs(task).stream()
                .filter(range -> range.getEpoch() == epoch && range.getLast())
                .findFirst();
    }

    /** Ranges put together from the beginning, up to the first gap; where two overlap they must say the same. */
    private byte[] bytes(int epoch) {
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        wire.logs(task).stream()
                .filter(range -> range.getEpoch() == epoch)
                .sorted(Comparator.comparingLong(TaskLog::getOffset))
                .forEach(range -> append(log, range));
        return log.toByteArray();
    }

    private static void append(ByteArrayOutputStream log, TaskLog range) {
        ByteBuffer data = range.getData().duplicate();
        long overlap = log.size() - range.getOffset();
        if (overlap < 0) {
            return;
        }
        byte[] before = log.toByteArray();
        for (long i = 0; i < overlap && data.hasRemaining(); i++) {
            assertThat(data.get()).isEqualTo(before[(int) (range.getOffset() + i)]);
        }
        byte[] rest = new byte[data.remaining()];
        data.get(rest);
        log.writeBytes(rest);
    }

    private TaskCommand.Builder command(TaskCommandKind kind, int epoch) {
        return TaskCommand.newBuilder()
                .setKind(kind)
                .setTaskId(task)
                .setJobId(job())
                .setProject("default")
                .setAttempt(1)
                .setEpoch(epoch)
                .setExecutor(executor.name())
                .setNode(executor.node())
                .setAt(Instant.now());
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
