package io.outrider.template.version.inbound.rest;

import io.outrider.template.version.domain.Definition;
import io.outrider.template.version.domain.Method;
import io.outrider.template.version.domain.TemplateVersion;
import io.outrider.template.version.domain.VersionState;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A version as clients see it.
 *
 * @param reason why it FAILED
 * @param parameters JSON Schema of the parameters object
 * @param outputs JSON Schema of the outputs object
 * @param buildId the build that is under way or that failed
 */
public record VersionView(
        String project,
        String template,
        String version,
        String status,
        @Nullable String reason,
        String type,
        String fingerprint,
        Map<String, String> labels,
        Map<String, Object> parameters,
        Map<String, Object> outputs,
        Map<String, Method> methods,
        @Nullable ImageView image,
        @Nullable String buildId,
        Instant createdAt,
        String createdBy) {

    /**
     * The built image; at least one of reference and archive is there.
     *
     * @param digest absent for a type's own image, whose reference has one
     * @param archive sha256 of the image's archive in the artifact store
     */
    public record ImageView(
            @Nullable String digest,
            @Nullable String reference,
            @Nullable String archive,
            @Nullable Long archiveSize) {}

    static VersionView of(TemplateVersion version) {
        Definition definition = version.definition();
        VersionState state = version.state();
        return new VersionView(
                version.id().project(),
                version.id().template(),
                version.id().version().toString(),
                status(state),
                state instanceof VersionState.Failed failed ? failed.reason() : null,
                definition.type(),
                version.fingerprint(),
                definition.labels(),
                definition.parameterSchema(),
                definition.outputsSchema(),
                definition.methods(),
                image(state),
                buildId(state),
                version.createdAt(),
                version.createdBy());
    }

    private static String status(VersionState state) {
        return switch (state) {
            case VersionState.Building building -> "BUILDING";
            case VersionState.Ready ready -> "READY";
            case VersionState.Failed failed -> "FAILED";
        };
    }

    private static @Nullable String buildId(VersionState state) {
        return switch (state) {
            case VersionState.Building building -> building.buildId();
            case VersionState.Ready ready -> null;
            case VersionState.Failed failed -> failed.buildId();
        };
    }

    private static @Nullable ImageView image(VersionState state) {
        return switch (state) {
            case VersionState.Ready(VersionState.Image image) ->
                new ImageView(
                        image.digest(),
                        image.reference(),
                        image.archive(),
                        image.archive() == null ? null : image.archiveSize());
            case VersionState.Ready(VersionState.Content content)
            when content.image() != null -> new ImageView(null, content.image(), null, null);
            default -> null;
        };
    }
}
