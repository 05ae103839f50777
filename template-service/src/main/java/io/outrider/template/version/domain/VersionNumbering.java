package io.outrider.template.version.domain;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the number for what is published, among a template's versions. */
public final class VersionNumbering {
    private VersionNumbering() {}

    /** A version that exists, as far as numbering cares. */
    public record Existing(SemanticVersion version, String fingerprint) {}

    /** What is to be done. */
    public sealed interface Outcome {
        /** There is no such version yet. */
        record Create(SemanticVersion version) implements Outcome {}

        /** It is there already, with the same content. */
        record Same(SemanticVersion version) implements Outcome {}

        /** The number is taken by other content. */
        record Conflict(SemanticVersion version) implements Outcome {}
    }

    /**
     * Decides. Without a requested number the newest version with the same content is taken, or else the next patch.
     */
    public static Outcome decide(
            Collection<Existing> existing, Optional<SemanticVersion> requested, String fingerprint) {
        Comparator<Existing> byVersion = Comparator.comparing(Existing::version);
        if (requested.isEmpty()) {
            Optional<Existing> same = existing.stream()
                    .filter(version -> version.fingerprint().equals(fingerprint))
                    .max(byVersion);
            return same.<Outcome>map(version -> new Outcome.Same(version.version()))
                    .orElseGet(() -> new Outcome.Create(existing.stream()
                            .max(byVersion)
                            .map(version -> version.version().nextPatch())
                            .orElse(SemanticVersion.FIRST)));
        }
        SemanticVersion version = requested.get();
        Optional<Existing> taken = existing.stream()
                .filter(candidate -> candidate.version().equals(version))
                .findFirst();
        if (taken.isEmpty()) {
            return new Outcome.Create(version);
        }
        return taken.get().fingerprint().equals(fingerprint)
                ? new Outcome.Same(version)
                : new Outcome.Conflict(version);
    }
}
