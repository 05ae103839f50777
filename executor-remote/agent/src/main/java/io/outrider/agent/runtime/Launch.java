package io.outrider.agent.runtime;

import io.outrider.agent.folder.Secrets;
import io.outrider.agent.folder.TaskFolder;
import io.outrider.agent.folder.Work;
import io.outrider.protocol.Offer;

/**
 * One start.
 *
 * @param work what to run
 * @param folder made, with its inputs written
 * @param node the node's name
 */
public record Launch(Work work, TaskFolder folder, String node) {

    public Offer offer() {
        return work.offer();
    }

    public Secrets secrets() {
        return new Secrets(work.secrets());
    }
}
