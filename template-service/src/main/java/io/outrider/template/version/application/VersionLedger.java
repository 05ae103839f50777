package io.outrider.template.version.application;

import io.outrider.template.version.domain.SemanticVersion;
import io.outrider.template.version.domain.TemplateVersion;
import io.outrider.template.version.domain.VersionId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps templates and versions. Blocks. */
public interface VersionLedger {

    /**
     * Gives the candidate its number and adds it, with its messages, in one transaction; publishers of one template wait
     * for each other.
     */
    Outcome publish(Candidate candidate);

    Optional<TemplateVersion> find(VersionId id);

    /** Returns the highest READY release; without one the highest READY pre-release; without that the highest of all. */
    Optional<TemplateVersion> latest(String project, String template);

    /** Returns versions, the newest first, that were published before the given one. */
    List<Numbered> versions(String project, String template, long before, int limit);

    /** Returns templates by name, at most so many after the given one. */
    List<TemplateSummary> templates(String project, @Nullable String after, int limit);

    /** Forgets idempotency keys from before this time. */
    void forgetKeys(Instant before);

    /** A version with its place in the order of publishing. */
    record Numbered(long number, TemplateVersion version) {}

    /** A template and its highest version. */
    record TemplateSummary(
            String project, String name, String latest, String type, Map<String, String> labels, Instant createdAt) {}

    /** What came of publishing. */
    sealed interface Outcome {
        /**
         * The version is there.
         *
         * @param fresh something was begun; otherwise it was there before
         */
        record Published(TemplateVersion version, boolean fresh) implements Outcome {}

        /** The number belongs to other content. */
        record NumberTaken(SemanticVersion version) implements Outcome {}

        /** The idempotency key belongs to another request. */
        record KeyReused() implements Outcome {}
    }
}
