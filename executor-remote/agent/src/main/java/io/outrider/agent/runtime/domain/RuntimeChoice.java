package io.outrider.agent.runtime.domain;

import io.outrider.protocol.TaskSpec;
import java.util.Map;
import java.util.Set;

/**
 * Chooses the runtime of a task. An image with a base runs in Docker where there is one, else in the sandbox; one on the node's own
 * tools in the sandbox, else as a plain process if the node allows it. The machine itself is only for those who ask for it.
 *
 * @param available names of the runtimes that work here
 * @param missing why the others do not
 */
public record RuntimeChoice(Set<String> available, Map<String, String> missing) {

    public static final String DOCKER = "docker";
    public static final String SANDBOX = "sandbox";
    public static final String PROCESS = "process";
    public static final String HOST = "host";

    public RuntimeChoice {
        available = Set.copyOf(available);
        missing = Map.copyOf(missing);
    }

    /** What was chosen. */
    public sealed interface Choice {

        record Use(String runtime) implements Choice {}

        /** The task cannot run here; the reason says what would change that. */
        record Refuse(String reason) implements Choice {}
    }

    public Choice choose(TaskSpec spec) {
        String asked = spec.runtime();
        if (asked != null && !asked.isBlank()) {
            return first(asked);
        }
        if (spec.image() != null && !spec.hostTools()) {
            return first(DOCKER, SANDBOX);
        }
        return first(SANDBOX, PROCESS);
    }

    private Choice first(String... wanted) {
        StringBuilder reasons = new StringBuilder();
        for (String runtime : wanted) {
            if (available.contains(runtime)) {
                return new Choice.Use(runtime);
            }
            reasons.append(reasons.isEmpty() ? "" : "; ")
                    .append(runtime)
                    .append(": ")
                    .append(missing.getOrDefault(runtime, "no runtime of this agent"));
        }
        return new Choice.Refuse(
                "Expected the node to have the runtime " + String.join(" or ", wanted) + ", but " + reasons);
    }
}
