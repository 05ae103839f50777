package io.outrider.k8s.leader;

import io.outrider.k8s.attempt.objects.Names;
import org.jspecify.annotations.Nullable;

/** How the Lease of an executor is called: the same for all of its replicas, and as the API server takes it. */
final class LeaseName {

    private LeaseName() {}

    /**
     * Returns the name that is set, or one that follows from the executor's.
     *
     * @throws IllegalArgumentException if the name that is set cannot be one
     */
    static String of(String executor, @Nullable String set) {
        if (set == null) {
            return "outrider-executor-" + Names.ending(executor);
        }
        if (!Names.isName(set)) {
            throw new IllegalArgumentException(
                    "Expected outrider.k8s.lease.name to have lowercase letters, digits, '-' and '.',"
                            + " with a letter or digit at both ends of each part, and at most 253 characters, but was '"
                            + set
                            + "'; without the key it is '" + of(executor, null) + "'");
        }
        return set;
    }
}
