package io.outrider.agent.task;

import io.outrider.agent.config.AgentConfig;
import io.outrider.agent.folder.Secrets;
import io.outrider.agent.folder.TaskFolder;
import io.outrider.agent.folder.TaskFolders;
import io.outrider.agent.folder.Work;
import io.outrider.agent.journal.JournalRecord;
import io.outrider.agent.log.LogUpload;
import io.outrider.agent.log.TaskLog;
import io.outrider.agent.runtime.Runtimes;
import io.outrider.protocol.Offer;
import io.outrider.protocol.TaskRef;
import java.io.IOException;
import java.util.Map;
import java.util.Set;

/** Makes an offered task ready to be asked for, and an accepted one ready to wait for its slot: its folder, its log, its runtime. */
final class TakenTasks {

    private final AgentConfig config;
    private final TaskFolders folders;
    private final Runtimes runtimes;
    private final LogUpload upload;
    private final String boot;

    TakenTasks(AgentConfig config, TaskFolders folders, Runtimes runtimes, LogUpload upload, String boot) {
        this.config = config;
        this.folders = folders;
        this.runtimes = runtimes;
        this.upload = upload;
        this.boot = boot;
    }

    /** Keeps the offer, and returns what has to be in the journal before the task may be asked for. */
    JournalRecord.Taken take(HeldTask task, Offer offer) throws IOException {
        TaskFolder folder = folders.fresh();
        Work work = new Work(offer, Map.of());
        folder.keep(work);
        task.taken(work, folder);
        return new JournalRecord.Taken(
                task.ref,
                task.job,
                folder.disk().getFileName().toString(),
                runtimes.nameFor(offer.spec()),
                boot,
                Secrets.mayHide(offer.spec()));
    }

    /** The gateway gave it to this node: keeps the secrets that came along. */
    void accepted(HeldTask task, Map<String, String> secrets, int leaseSeconds) throws IOException {
        Work work = new Work(task.work().orElseThrow().offer(), secrets);
        TaskFolder folder = task.folder();
        if (!secrets.isEmpty()) {
            folder.keep(work);
        }
        Set<String> hidden = new Secrets(secrets).hidden(work.offer().spec());
        task.accepted(work, log(task.ref, folder, hidden), leaseSeconds, System.nanoTime());
    }

    /** Returns the log of a task in its folder. */
    TaskLog log(TaskRef ref, TaskFolder folder, Set<String> hidden) {
        return new TaskLog(ref, folder.log(), hidden, (long) config.logSpoolMaxMb() << 20, upload);
    }
}
