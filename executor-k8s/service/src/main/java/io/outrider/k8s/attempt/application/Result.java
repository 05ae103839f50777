package io.outrider.k8s.attempt.application;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a task left.
 *
 * @param outputs a JSON object as text, null if there is none
 * @param problem what breaks the contract, null if nothing does
 * @param artifacts those in the store
 */
public record Result(@Nullable String outputs, @Nullable String problem, List<Artifact> artifacts) {

    /** A file in the store. */
    public record Artifact(String name, String sha256, long size) {}
}
