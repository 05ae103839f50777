package io.outrider.gateway.identity.domain;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An enrolment token as it is kept.
 *
 * @param name the node that it is for
 * @param labels that the node will have
 * @param expiresAt the first moment at which it is worth nothing
 * @param usedAt when a machine enrolled with it; null until then
 */
public record TokenState(
        String name,
        Map<String, String> labels,
        Instant expiresAt,
        @Nullable Instant usedAt) {

    public TokenState {
        labels = Map.copyOf(labels);
    }
}
