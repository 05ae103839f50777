package io.outrider.gateway.identity.application;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A machine that has enrolled.
 *
 * @param notAfter end of its certificate
 * @param revokedAt null while it may take part
 */
public record Enrolment(
        String name,
        Map<String, String> labels,
        String agentVersion,
        Instant enrolledAt,
        Instant notAfter,
        @Nullable Instant revokedAt) {

    public Enrolment {
        labels = Map.copyOf(labels);
    }
}
