package io.outrider.agent.task;

import io.outrider.agent.folder.TaskOutputs;
import io.outrider.agent.folder.TaskOutputs.BrokenContract;
import io.outrider.agent.log.LogUpload.LogRefusedException;
import io.outrider.agent.log.TaskLog;
import io.outrider.agent.runtime.domain.Exit;
import io.outrider.agent.task.HeldTask.Phase;
import io.outrider.agent.task.domain.Stop;
import io.outrider.agent.task.domain.Verdict;
import io.outrider.protocol.Report;
import io.outrider.protocol.Report.Artifact;
import io.outrider.protocol.ReportStatus;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Brings home what an ended task left: outputs, artifacts, the rest of the log, and the report of its end, in this order. */
final class Finishing {

    private static final System.Logger LOG = System.getLogger(Finishing.class.getName());
    private static final int REASON_LINES = 5;
    private static final int REASON_BYTES = 2_000;

    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final ArtifactUpload artifacts;
    private final Reporting reporting;

    Finishing(ArtifactUpload artifacts, Reporting reporting) {
        this.artifacts = artifacts;
        this.reporting = reporting;
    }

    void ended(HeldTask task, Exit exit) {
        executor.execute(() -> finish(task, exit));
    }

    /** The task was never started and cannot be. */
    void refused(HeldTask task, String reason) {
        Stop stop = task.stop();
        task.advance(Phase.ACCEPTING, Phase.ENDING);
        task.advance(Phase.QUEUED, Phase.ENDING);
        task.advance(Phase.STARTING, Phase.ENDING);
        reporting.end(task, bare(task, stop == null ? Verdict.refused(reason) : stopped(stop)));
    }

    /** The task was stopped before it was started. */
    void neverStarted(HeldTask task, Stop stop) {
        reporting.end(task, bare(task, stopped(stop)));
    }

    private static Verdict stopped(Stop stop) {
        return new Verdict(stop.status(), null, stop.reason());
    }

    private void finish(HeldTask task, Exit exit) {
        try {
            reporting.end(
                    task, task.gone() ? bare(task, stopped(new Stop(ReportStatus.CANCELLED, ""))) : report(task, exit));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "Expected to read what the task left, but the agent failed; " + task, e);
            reporting.end(
                    task,
                    bare(
                            task,
                            new Verdict(
                                    ReportStatus.FAILED,
                                    null,
                                    "Expected to read what the task left, but " + e.getMessage())));
        }
    }

    private Report report(HeldTask task, Exit exit) throws IOException, InterruptedException {
        TaskLog log = task.log();
        boolean failed = !(exit instanceof Exit.Code(int code)) || code != 0;
        Verdict verdict = Verdict.of(exit, task.stop(), failed ? log.lastLines(REASON_LINES, REASON_BYTES) : "");
        String outputs = null;
        List<Artifact> kept = List.of();
        try {
            kept = artifacts.upload(task, TaskOutputs.artifacts(task.folder()));
            if (verdict.status() == ReportStatus.SUCCEEDED) {
                outputs = TaskOutputs.outputs(task.folder()).orElse(null);
            }
        } catch (BrokenContract e) {
            verdict = verdict.status() == ReportStatus.SUCCEEDED ? verdict.broken(e.getMessage()) : verdict;
        }
        TaskLog.End end = logEnd(task, log);
        return new Report(
                task.ref,
                verdict.status(),
                verdict.exitCode(),
                verdict.reason(),
                outputs,
                kept,
                end.size(),
                end.sha256(),
                end.tail(),
                task.startedMillisAgo(System.nanoTime()).orElse(null));
    }

    private static TaskLog.End logEnd(HeldTask task, TaskLog log) throws IOException, InterruptedException {
        try {
            return log.finish();
        } catch (LogRefusedException e) {
            LOG.log(System.Logger.Level.WARNING, "The rest of the log is lost: " + e.getMessage() + "; " + task);
            return new TaskLog.End(0, null, null);
        }
    }

    private static Report bare(HeldTask task, Verdict verdict) {
        return new Report(
                task.ref,
                verdict.status(),
                verdict.exitCode(),
                verdict.reason(),
                null,
                List.of(),
                0,
                null,
                null,
                task.startedMillisAgo(System.nanoTime()).orElse(null));
    }
}
