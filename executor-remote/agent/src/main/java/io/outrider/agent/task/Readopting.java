package io.outrider.agent.task;

import io.outrider.agent.folder.Secrets;
import io.outrider.agent.folder.TaskFolder;
import io.outrider.agent.folder.TaskFolders;
import io.outrider.agent.folder.Work;
import io.outrider.agent.journal.Journal;
import io.outrider.agent.journal.JournalEntry;
import io.outrider.agent.runtime.EndedTask;
import io.outrider.agent.runtime.LiveTask;
import io.outrider.agent.runtime.Runtimes;
import io.outrider.agent.runtime.TaskRuntime;
import io.outrider.agent.runtime.domain.Exit;
import io.outrider.agent.task.domain.Stop;
import io.outrider.protocol.Offer;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * After a start of the agent: takes up every task of the journal. What runs goes on, what has ended is reported, what was never started
 * is asked for again, unless the machine was restarted; nothing is started twice.
 */
final class Readopting {

    private static final System.Logger LOG = System.getLogger(Readopting.class.getName());
    // Taken as used up: it is renewed at once, and the answer says how long it really is.
    private static final int LEASE_SECONDS = 30;

    private final Journal journal;
    private final HeldTasks tasks;
    private final TaskFolders folders;
    private final TakenTasks taken;
    private final Runtimes runtimes;
    private final Accepting accepting;
    private final SlotRunning slots;
    private final Finishing finishing;

    Readopting(
            Journal journal,
            HeldTasks tasks,
            TaskFolders folders,
            TakenTasks taken,
            Runtimes runtimes,
            Accepting accepting,
            SlotRunning slots,
            Finishing finishing) {
        this.journal = journal;
        this.tasks = tasks;
        this.folders = folders;
        this.taken = taken;
        this.runtimes = runtimes;
        this.accepting = accepting;
        this.slots = slots;
        this.finishing = finishing;
    }

    /** Returns how many tasks there were. */
    int run() throws IOException, InterruptedException {
        var entries = List.copyOf(journal.entries());
        List<Offer> again = new ArrayList<>();
        for (JournalEntry entry : entries) {
            TaskFolder folder = folders.named(entry.taken().folder());
            HeldTask task = new HeldTask(entry.taken().ref(), entry.taken().job());
            tasks.add(task);
            takeUp(task, entry, folder).ifPresent(again::add);
        }
        accepting.take(again);
        folders.removeAllBut(Set.copyOf(tasks.all().stream()
                .map(task -> task.folder().disk().getFileName().toString())
                .toList()));
        return entries.size();
    }

    /** Returns the offer if the task is to be asked for again. */
    private Optional<Offer> takeUp(HeldTask task, JournalEntry entry, TaskFolder folder)
            throws IOException, InterruptedException {
        Optional<Work> work = folder.kept();
        task.taken(work.orElse(null), folder);
        if (work.isEmpty() && entry.taken().hides()) {
            // What had to be hidden is forgotten, so nothing of the log may be shown.
            folder.hideLog();
        }
        Optional<Stop> stop =
                Optional.ofNullable(entry.stopping()).map(stopping -> new Stop(stopping.status(), stopping.reason()));
        Optional<LiveTask> live = find(entry, folder);
        stop.ifPresent(task::stop);
        if (live.isPresent()) {
            LOG.log(System.Logger.Level.INFO, "Took up again; " + task);
            adopt(task, live.get());
        } else if (stop.isPresent() || work.isEmpty()) {
            finishing.refused(task, "Expected to start the task, but the agent or its machine was restarted before");
        } else {
            return Optional.of(work.get().offer());
        }
        return Optional.empty();
    }

    private void adopt(HeldTask task, LiveTask live) throws IOException {
        TaskFolder folder = task.folder();
        Set<String> hidden = task.work()
                .map(kept -> new Secrets(kept.secrets()).hidden(kept.offer().spec()))
                .orElse(Set.of());
        long leasedNanos = System.nanoTime() - LEASE_SECONDS * 1_000_000_000L;
        task.accepted(task.work().orElse(null), taken.log(task.ref, folder, hidden), LEASE_SECONDS, leasedNanos);
        slots.adopt(task, live, startedMillisAgo(folder));
    }

    private Optional<LiveTask> find(JournalEntry entry, TaskFolder folder) throws IOException, InterruptedException {
        Optional<TaskRuntime> runtime = runtimes.named(entry.taken().runtime());
        if (runtime.isPresent()) {
            return runtime.get().find(entry.taken().ref(), folder);
        }
        if (entry.taken().runtime().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new EndedTask(new Exit.Unknown("Expected the runtime "
                + entry.taken().runtime() + " to know how the task ended, but it is not there any more")));
    }

    private static long startedMillisAgo(TaskFolder folder) throws IOException {
        return Files.exists(folder.pid())
                ? Math.max(
                        0,
                        System.currentTimeMillis()
                                - Files.getLastModifiedTime(folder.pid()).toMillis())
                : 0;
    }
}
