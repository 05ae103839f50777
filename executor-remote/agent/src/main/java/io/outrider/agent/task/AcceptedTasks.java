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
import io.outrider.protocol.TaskRef;
import java.io.IOException;
import java.util.Set;

/** Makes an accepted task ready to wait for its slot: its folder, its log, its runtime. */
final class AcceptedTasks {

    private final AgentConfig config;
    private final TaskFolders folders;
    private final Runtimes runtimes;
    private final LogUpload upload;
    private final String boot;

    AcceptedTasks(AgentConfig config, TaskFolders folders, Runtimes runtimes, LogUpload upload, String boot) {
        this.config = config;
        this.folders = folders;
        this.runtimes = runtimes;
        this.upload = upload;
        this.boot = boot;
    }

    /** Keeps the work, and returns what has to be in the journal before the task may be queued. */
    JournalRecord.Accepted take(HeldTask task, Work work, int leaseSeconds) throws IOException {
        TaskFolder folder = folders.fresh();
        folder.keep(work);
        Set<String> hidden = new Secrets(work.secrets()).hidden(work.offer().spec());
        task.accepted(work, folder, log(task.ref, folder, hidden), leaseSeconds, System.nanoTime());
        return new JournalRecord.Accepted(
                task.ref,
                task.job,
                folder.disk().getFileName().toString(),
                runtimes.nameFor(work.offer().spec()),
                boot,
                !hidden.isEmpty());
    }

    /** Returns the log of a task in its folder. */
    TaskLog log(TaskRef ref, TaskFolder folder, Set<String> hidden) {
        return new TaskLog(ref, folder.log(), hidden, (long) config.logSpoolMaxMb() << 20, upload);
    }

    String boot() {
        return boot;
    }
}
