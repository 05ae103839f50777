package io.outrider.template.version.application;

import io.outrider.template.version.domain.BuildOrder;
import io.outrider.template.version.domain.Definition;
import io.outrider.template.version.domain.SemanticVersion;
import io.outrider.template.version.domain.VersionState;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A checked and stored source that is to become a version.
 *
 * @param requested the number that the author wants; without one, the next patch
 * @param initial BUILDING with a fresh build id, or READY for what needs no build
 * @param order what to build; absent when nothing is
 * @param idempotencyKey the client's own name for this request
 */
public record Candidate(
        String project,
        String template,
        Optional<SemanticVersion> requested,
        String fingerprint,
        Map<String, Object> document,
        Definition definition,
        String source,
        String content,
        VersionState initial,
        Optional<BuildOrder> order,
        String actor,
        Instant at,
        @Nullable String idempotencyKey,
        @Nullable String traceparent) {}
