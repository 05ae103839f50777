package io.outrider.build.queue.domain;

import io.outrider.build.BuildId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is to be built, as it was asked for; it never changes.
 *
 * @param fingerprint sha256 (hex) of all that shapes the image
 * @param source sha256 (hex) of the content's tgz in the artifact store
 * @param baseImage image reference, {@code archive:<sha256>} for one in the artifact store, or null for none
 */
public record BuildOrder(
        BuildId id,
        String project,
        String template,
        String version,
        String fingerprint,
        String source,
        String type,
        @Nullable String baseImage,
        String contentPath,
        List<String> command,
        Map<String, String> labels,
        @Nullable String user,
        String requestedBy,
        Instant requestedAt,
        Origin origin) {
    public BuildOrder {
        command = List.copyOf(command);
        labels = Map.copyOf(labels);
    }
}
