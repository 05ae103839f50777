package io.outrider.agent.task;

import io.outrider.agent.config.AgentConfig;
import io.outrider.agent.folder.TaskFolders;
import io.outrider.agent.gateway.GatewayArtifacts;
import io.outrider.agent.gateway.GatewayClient;
import io.outrider.agent.gateway.GatewayLogUpload;
import io.outrider.agent.journal.Journal;
import io.outrider.agent.runtime.Runtimes;
import io.outrider.protocol.TaskRef;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** The running node: takes up what was there, then polls, runs, reports, renews until it is closed. Running tasks outlive it. */
public final class AgentNode implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(AgentNode.class.getName());

    private final Journal journal;
    private final Stopping stopping;
    private final Reporting reporting;
    private final Accepting accepting;
    private final Readopting readopting;
    private final Polling polling;
    private final Leasing leasing;
    private final LiveLogs liveLogs;
    private final StoppingAll stoppingAll;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile Thread[] threads = {};

    /**
     * Wires the parts.
     *
     * @param boot id of the machine's boot
     */
    public AgentNode(
            AgentConfig config,
            NodeProfile profile,
            GatewayClient client,
            Journal journal,
            TaskFolders folders,
            Runtimes runtimes,
            String boot) {
        this.journal = journal;
        HeldTasks tasks = new HeldTasks(config.slots());
        AtomicReference<Instructions> instructions = new AtomicReference<>();
        Consumer<List<TaskRef>> gone = refs -> instructions.get().gone(refs);
        this.reporting = new Reporting(client, tasks, journal, folders, gone);
        Finishing finishing = new Finishing(new ArtifactUpload(new GatewayArtifacts(client)), reporting);
        this.stopping = new Stopping(journal, finishing::neverStarted);
        SlotRunning slots = new SlotRunning(config, tasks, runtimes, stopping, finishing);
        TakenTasks taken = new TakenTasks(config, folders, runtimes, new GatewayLogUpload(client), boot);
        this.accepting =
                new Accepting(client, tasks, journal, taken, slots::queue, reporting::forget, finishing::refused);
        instructions.set(new Instructions(tasks, accepting::take, stopping));
        this.readopting = new Readopting(journal, tasks, folders, taken, runtimes, accepting, slots, finishing);
        this.polling = new Polling(client, config, profile, tasks, instructions.get());
        this.stoppingAll = new StoppingAll(tasks, instructions.get(), slots, stopping);
        this.leasing = new Leasing(client, tasks, instructions.get());
        this.liveLogs = new LiveLogs(tasks, reporting, gone);
    }

    /** Takes up the journal's tasks and starts the loops; returns then. */
    public void start() throws IOException, InterruptedException {
        int taken = readopting.run();
        if (taken > 0) {
            LOG.log(System.Logger.Level.INFO, "Took up " + taken + " tasks of the journal");
        }
        threads = new Thread[] {
            Thread.ofPlatform().name("poll").daemon().start(polling),
            Thread.ofPlatform().name("lease").daemon().start(leasing),
            Thread.ofPlatform().name("live-logs").daemon().start(liveLogs)
        };
    }

    /** Waits until somebody closes the node. */
    public void await() throws InterruptedException {
        closed.await();
    }

    /** Ends all tasks, within ten seconds; close the node afterwards. */
    public void stopTasks() throws InterruptedException {
        stoppingAll.run();
    }

    /** Takes no more work and forgets nothing: what was accepted is in the journal, what runs goes on. */
    @Override
    public void close() throws IOException {
        for (Thread thread : threads) {
            thread.interrupt();
        }
        accepting.close();
        reporting.close();
        stopping.close();
        journal.close();
        closed.countDown();
    }
}
