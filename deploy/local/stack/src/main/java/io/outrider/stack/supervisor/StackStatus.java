package io.outrider.stack.supervisor;

import io.outrider.stack.process.ProcessIdentity;
import java.util.List;

/**
 * How the whole stack is, as the supervisor writes it down at every change.
 *
 * @param stage what the supervisor is at: the first start, ordinary duty, or the end
 */
public record StackStatus(ProcessIdentity supervisor, Stage stage, String startedAt, List<ComponentStatus> components) {

    /** The supervisor's own life. */
    public enum Stage {
        STARTING,
        UP,
        FAILED,
        STOPPING
    }

    public StackStatus {
        components = List.copyOf(components);
    }

    /** Says whether the supervisor that wrote this is still there. */
    public boolean isSupervised() {
        return supervisor.isAlive();
    }

    public boolean isAllReady() {
        return components.stream().allMatch(each -> each.phase() == Phase.READY || each.phase() == Phase.SKIPPED);
    }
}
