package io.outrider.agent.task;

import io.outrider.agent.folder.TaskFolders;
import io.outrider.agent.gateway.Backoff;
import io.outrider.agent.gateway.Coalescer;
import io.outrider.agent.gateway.GatewayClient;
import io.outrider.agent.gateway.GatewayException;
import io.outrider.agent.journal.Journal;
import io.outrider.agent.journal.JournalRecord;
import io.outrider.protocol.AgentPaths;
import io.outrider.protocol.Report;
import io.outrider.protocol.ReportRequest;
import io.outrider.protocol.ReportResponse;
import io.outrider.protocol.ReportStatus;
import io.outrider.protocol.TaskRef;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Reports until each report is acknowledged or not wanted, for days if need be. A task whose end is acknowledged is closed in the
 * journal, and its folder removed.
 */
final class Reporting implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Reporting.class.getName());
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final Duration IDENTITY_PAUSE = Duration.ofSeconds(30);
    // A quarter of what the gateway takes, so that one request is never long on its way.
    private static final long MAX_WEIGHT = AgentPaths.MAX_JSON_BYTES / 4;

    private final GatewayClient client;
    private final HeldTasks tasks;
    private final Journal journal;
    private final TaskFolders folders;
    private final Consumer<List<TaskRef>> gone;
    private final Coalescer<Report> coalescer;
    // Folders that wait are bounded: who reports helps to remove them.
    private final ExecutorService removing = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(200),
            Thread.ofPlatform().name("removing").daemon().factory(),
            new ThreadPoolExecutor.CallerRunsPolicy());

    Reporting(
            GatewayClient client, HeldTasks tasks, Journal journal, TaskFolders folders, Consumer<List<TaskRef>> gone) {
        this.client = client;
        this.tasks = tasks;
        this.journal = journal;
        this.folders = folders;
        this.gone = gone;
        this.coalescer = new Coalescer<>("report", 1_000, MAX_WEIGHT, Reporting::weight, tasks::company, this::send);
    }

    void running(HeldTask task, long startedMillisAgo) {
        coalescer.add(Report.running(task.ref, startedMillisAgo));
    }

    /** Reports the end of a task; of one that is gone nobody wants to know. */
    void end(HeldTask task, Report report) {
        tasks.changed();
        LOG.log(System.Logger.Level.DEBUG, "Ended " + report.status() + "; " + task);
        if (task.gone()) {
            forget(task);
        } else {
            coalescer.add(report);
        }
    }

    private void send(List<Report> batch) throws InterruptedException {
        Backoff backoff = new Backoff();
        while (true) {
            try {
                ReportResponse response = client.post(
                                AgentPaths.REPORT, new ReportRequest(measured(batch)), ReportResponse.class, TIMEOUT)
                        .orElseThrow(() ->
                                new GatewayException.Unavailable("Expected a receipt, but got none", Duration.ZERO));
                settle(batch, response, backoff);
                return;
            } catch (GatewayException.Unavailable e) {
                LOG.log(System.Logger.Level.DEBUG, e.getMessage());
                backoff.pause(e.retryAfter());
            } catch (GatewayException.Rejected e) {
                LOG.log(System.Logger.Level.ERROR, e.getMessage());
                if (e.identity()) {
                    backoff.pause(IDENTITY_PAUSE);
                } else {
                    rejected(batch, e);
                    return;
                }
            } catch (GatewayException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** How long ago a task was started counts from now, however long its report has waited. */
    private List<Report> measured(List<Report> batch) {
        long now = System.nanoTime();
        return batch.stream()
                .map(report -> tasks.get(report.ref())
                        .flatMap(task -> task.startedMillisAgo(now))
                        .map(report::withStartedMillisAgo)
                        .orElse(report))
                .toList();
    }

    private void settle(List<Report> batch, ReportResponse response, Backoff backoff) throws InterruptedException {
        Set<TaskRef> acknowledged = new HashSet<>(response.acknowledged());
        Set<TaskRef> unwanted = new HashSet<>(response.gone());
        gone.accept(response.gone());
        boolean open = false;
        for (Report report : batch) {
            boolean settled = acknowledged.contains(report.ref()) || unwanted.contains(report.ref());
            if (!settled) {
                open = true;
                coalescer.add(report);
            } else if (report.status().terminal()) {
                tasks.get(report.ref()).ifPresent(this::forget);
            }
        }
        if (open) {
            backoff.pause(Duration.ofMillis(100));
        }
    }

    /** One bad report must not hold up the others; and it must not be lost that the task ended. */
    private void rejected(List<Report> batch, GatewayException.Rejected e) throws InterruptedException {
        if (batch.size() > 1) {
            for (Report report : batch) {
                send(List.of(report));
            }
            return;
        }
        Report report = batch.getFirst();
        if (report.log() == null
                && report.outputs() == null
                && report.artifacts().isEmpty()) {
            tasks.get(report.ref()).filter(task -> report.status().terminal()).ifPresent(this::forget);
            return;
        }
        send(List.of(new Report(
                report.ref(),
                report.status() == ReportStatus.SUCCEEDED ? ReportStatus.FAILED : report.status(),
                report.exitCode(),
                "Expected the gateway to take the task's result, but " + e.getMessage(),
                null,
                List.of(),
                0,
                null,
                null,
                report.startedMillisAgo())));
    }

    /** Nobody waits for anything of the task any more: closes it in the journal and removes what it left. */
    void forget(HeldTask task) {
        journal.note(new JournalRecord.Closed(task.ref));
        if (tasks.remove(task)) {
            removing.execute(() -> removeFolder(task));
        }
    }

    private void removeFolder(HeldTask task) {
        try {
            if (task.closeLog()) {
                folders.remove(task.folder());
            } else {
                task.folder().remove();
            }
        } catch (IOException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Expected to remove the task's folder, but " + e.getMessage() + "; " + task);
        }
    }

    private static long weight(Report report) {
        // Base64 and escapes make texts longer; the rest is some hundred bytes.
        long log = report.log() == null ? 0 : report.log().data().length * 4L / 3;
        long outputs = report.outputs() == null ? 0 : report.outputs().length() * 2L;
        long reason = report.reason() == null ? 0 : report.reason().length() * 2L;
        return 500 + log + outputs + reason + report.artifacts().size() * 200L;
    }

    @Override
    public void close() {
        coalescer.close();
    }
}
