package io.outrider.k8s.attempt.application;

import io.outrider.protocol.TaskSpec;
import org.jspecify.annotations.Nullable;

/** Which tasks a cluster can run. */
public final class Suitability {

    private Suitability() {}

    /** Returns why this cluster cannot run such a task, null if it can. */
    public static @Nullable String refusal(TaskSpec spec) {
        if (spec.runtime() != null && !spec.runtime().isBlank()) {
            return "Expected a task for a cluster to leave the runtime to it, but it asks for '" + spec.runtime()
                    + "', which is for machines with an agent";
        }
        if (spec.hostTools()) {
            return "Expected a task for a cluster to bring an image with its own tools, but its template type uses those"
                    + " of the machine";
        }
        if (spec.image() == null) {
            return "Expected a task for a cluster to have an image, but it has none";
        }
        if (spec.image().reference() == null) {
            return "Expected an image in a registry that the cluster can pull from, but it was only built as an archive;"
                    + " give build-service a registry and build the template again";
        }
        return null;
    }
}
