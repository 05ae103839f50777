package io.outrider.stack.supervisor;

import io.outrider.stack.process.ProcessIdentity;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How one component is.
 *
 * @param process the running process, or the last one
 * @param restarts how often it was started again after it had died
 * @param startMillis how long its last start took, 0 before the first
 * @param note why it is in this phase, empty when there is nothing to say
 */
public record ComponentStatus(
        String name,
        Phase phase,
        @Nullable ProcessIdentity process,
        int restarts,
        long startMillis,
        Map<String, Integer> ports,
        String log,
        String note) {

    ComponentStatus in(Phase next, String why) {
        return new ComponentStatus(name, next, process, restarts, startMillis, ports, log, why);
    }

    ComponentStatus with(ProcessIdentity running) {
        return new ComponentStatus(name, phase, running, restarts, startMillis, ports, log, note);
    }

    ComponentStatus readyAfter(long millis) {
        return new ComponentStatus(name, Phase.READY, process, restarts, millis, ports, log, "");
    }

    ComponentStatus restarting(String why) {
        return new ComponentStatus(name, Phase.RESTARTING, process, restarts + 1, startMillis, ports, log, why);
    }
}
