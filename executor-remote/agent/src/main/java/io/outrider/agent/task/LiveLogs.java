package io.outrider.agent.task;

import io.outrider.agent.log.LogUpload.LogRefusedException;
import io.outrider.agent.task.HeldTask.Phase;
import io.outrider.protocol.TaskRef;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * Looks after running tasks many times a second: reports those that run longer than a moment as RUNNING, and sends what their logs
 * gained. Looking is a stat(2) per task, so it costs next to nothing; without tasks it sleeps.
 */
final class LiveLogs implements Runnable {

    private static final System.Logger LOG = System.getLogger(LiveLogs.class.getName());
    // Half of the time in which a log's first bytes should be at the gateway.
    private static final long LOOK_MILLIS = 40;
    // A task that ends sooner, and silently, reports its end instead.
    private static final long RUNNING_AFTER_NANOS = 200_000_000;

    private final HeldTasks tasks;
    private final Reporting reporting;
    private final Consumer<List<TaskRef>> gone;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final Set<TaskRef> shipping = ConcurrentHashMap.newKeySet();

    LiveLogs(HeldTasks tasks, Reporting reporting, Consumer<List<TaskRef>> gone) {
        this.tasks = tasks;
        this.reporting = reporting;
        this.gone = gone;
    }

    @Override
    public void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                tasks.awaitAny();
                Thread.sleep(LOOK_MILLIS);
                tasks.all().forEach(this::look);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look(HeldTask task) {
        if (task.phase() != Phase.RUNNING || task.gone()) {
            return;
        }
        long now = System.nanoTime();
        try {
            boolean news = task.log().hasNews();
            if (task.reportRunning(now, news ? 0 : RUNNING_AFTER_NANOS)) {
                reporting.running(task, task.startedMillisAgo(now).orElse(0L));
            }
            if (news && shipping.add(task.ref)) {
                executor.execute(() -> ship(task));
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "Expected to read the log, but " + e.getMessage() + "; " + task);
        }
    }

    private void ship(HeldTask task) {
        try {
            task.log().ship();
        } catch (LogRefusedException e) {
            LOG.log(System.Logger.Level.WARNING, e.getMessage() + "; " + task);
            if (e.gone()) {
                gone.accept(List.of(task.ref));
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "Expected to read the log, but " + e.getMessage() + "; " + task);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            shipping.remove(task.ref);
        }
    }
}
