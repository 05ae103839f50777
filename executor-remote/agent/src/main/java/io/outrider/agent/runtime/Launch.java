package io.outrider.agent.runtime;

import io.outrider.agent.folder.Secrets;
import io.outrider.agent.folder.TaskFolder;
import io.outrider.agent.folder.Work;
import io.outrider.agent.runtime.TaskRuntime.CannotStartException;
import io.outrider.protocol.Offer;
import java.util.function.BooleanSupplier;

/**
 * One start.
 *
 * @param work what to run
 * @param folder made, with its inputs written
 * @param node the node's name
 * @param stopped says whether somebody has stopped the task by now
 */
public record Launch(Work work, TaskFolder folder, String node, BooleanSupplier stopped) {

    /**
     * Asked last before something is started: to get what a task needs may take longer than anyone wants it.
     *
     * @throws CannotStartException if the task was stopped meanwhile
     */
    public void requireWanted() throws CannotStartException {
        if (stopped.getAsBoolean()) {
            throw new CannotStartException("Expected the task to be wanted, but it was stopped before its start");
        }
    }

    public Offer offer() {
        return work.offer();
    }

    public Secrets secrets() {
        return new Secrets(work.secrets());
    }
}
