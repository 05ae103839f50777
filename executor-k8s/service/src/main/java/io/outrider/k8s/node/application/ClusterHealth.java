package io.outrider.k8s.node.application;

/** The API server. */
public interface ClusterHealth {

    /**
     * Asks the API server for its version.
     *
     * @return for example {@code v1.36.0}
     * @throws RuntimeException if it does not answer
     */
    String version();
}
