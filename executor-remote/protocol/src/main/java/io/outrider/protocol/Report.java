package io.outrider.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of one task. RUNNING may be left out when the end comes first.
 *
 * @param ref the task
 * @param status what happened
 * @param exitCode of the process, if it ended by itself
 * @param reason for people, when it did not succeed
 * @param outputs JSON object as the template wrote it, at most 1 MiB; when it succeeded
 * @param artifacts uploaded before this report; at most 1,000, and 1 MiB of names
 * @param logSize bytes of the whole log, when it ended
 * @param logSha256 of the whole log, when it ended
 * @param log the log's tail that was not sent by PATCH yet
 * @param startedMillisAgo since the start of the process, as the node's monotonic clock measures; null if it never started
 */
public record Report(
        TaskRef ref,
        ReportStatus status,
        @Nullable Integer exitCode,
        @Nullable String reason,
        @Nullable String outputs,
        List<Artifact> artifacts,
        long logSize,
        @Nullable String logSha256,
        @Nullable LogTail log,
        @Nullable Long startedMillisAgo) {

    /** What the messages behind the gateway can hold, with room to spare. */
    private static final int MOST_BYTES = 1024 * 1024;

    /** Ten years: later than any task began. */
    private static final long LONGEST_MILLIS = 10L * 366 * 24 * 3_600_000;

    public Report {
        Expect.present("ref", ref);
        Expect.present("status", status);
        Expect.optional("reason", reason, 16_384);
        Expect.that(outputs == null || Expect.bytes(outputs) <= MOST_BYTES, "outputs", "at most 1 MiB", outputs);
        artifacts = Expect.list("artifacts", artifacts, 1_000);
        long names = artifacts.stream()
                .mapToLong(artifact -> Expect.bytes(artifact.name()))
                .sum();
        Expect.that(names <= MOST_BYTES, "artifacts", "at most 1 MiB of names", names);
        Expect.that(logSize >= 0, "logSize", "0 or more", logSize);
        if (logSha256 != null) {
            Expect.sha256("logSha256", logSha256);
        }
        Expect.that(
                startedMillisAgo == null || (startedMillisAgo >= 0 && startedMillisAgo <= LONGEST_MILLIS),
                "startedMillisAgo",
                "0 to " + LONGEST_MILLIS,
                startedMillisAgo);
    }

    /** Returns the report that the task's process has started, so many milliseconds ago. */
    public static Report running(TaskRef ref, long startedMillisAgo) {
        return new Report(ref, ReportStatus.RUNNING, null, null, null, List.of(), 0, null, null, startedMillisAgo);
    }

    /** Returns the same report with another time since the start. */
    public Report withStartedMillisAgo(long millis) {
        return new Report(ref, status, exitCode, reason, outputs, artifacts, logSize, logSha256, log, millis);
    }

    /**
     * A file that the task left.
     *
     * @param name path below the artifacts folder
     * @param sha256 in hex
     * @param size bytes
     */
    public record Artifact(String name, String sha256, long size) {

        public Artifact {
            Expect.text("artifact.name", name, 1_024);
            Expect.sha256("artifact.sha256", sha256);
            Expect.that(size >= 0, "artifact.size", "0 or more", size);
        }
    }
}
