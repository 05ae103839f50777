package io.outrider.template.version.outbound.postgres;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.outrider.template.version.domain.Definition;
import io.outrider.template.version.domain.SemanticVersion;
import io.outrider.template.version.domain.TemplateVersion;
import io.outrider.template.version.domain.VersionId;
import io.outrider.template.version.domain.VersionState;
import java.util.Map;
import java.util.Objects;

/** Between rows and versions. */
final class VersionMapping {
    static final String BUILDING = "BUILDING";
    static final String READY = "READY";
    static final String FAILED = "FAILED";

    private static final ObjectMapper JSON = new ObjectMapper();

    private VersionMapping() {}

    static TemplateVersion read(VersionRow row) {
        VersionId id = new VersionId(row.project, row.template, version(row.version));
        return new TemplateVersion(
                id,
                row.fingerprint,
                parse(row.document, new TypeReference<Map<String, Object>>() {}),
                parse(row.definition, new TypeReference<Definition>() {}),
                row.source,
                row.content,
                state(row),
                row.createdAt,
                row.createdBy);
    }

    static VersionRow write(TemplateVersion version) {
        VersionRow row = new VersionRow();
        row.id = version.id().toString();
        row.templateId = version.id().templateKey();
        row.project = version.id().project();
        row.template = version.id().template();
        row.version = version.id().version().toString();
        row.fingerprint = version.fingerprint();
        row.document = json(version.document());
        row.definition = json(version.definition());
        row.source = version.source();
        row.content = version.content();
        row.createdAt = version.createdAt();
        row.createdBy = version.createdBy();
        writeState(row, version.state());
        return row;
    }

    static void writeState(VersionRow row, VersionState state) {
        row.reason = null;
        row.overdue = false;
        switch (state) {
            case VersionState.Building building -> {
                row.status = BUILDING;
                row.buildId = building.buildId();
                row.heardAt = building.heardAt();
            }
            case VersionState.Failed failed -> {
                row.status = FAILED;
                row.reason = failed.reason();
                row.overdue = failed.overdue();
                row.buildId = failed.buildId();
            }
            case VersionState.Ready(VersionState.Image image) -> {
                row.status = READY;
                row.imageDigest = image.digest();
                row.imageReference = image.reference();
                row.imageArchive = image.archive();
                row.imageArchiveSize = image.archiveSize();
            }
            case VersionState.Ready(VersionState.Content content) -> {
                row.status = READY;
                row.imageReference = content.image();
            }
        }
    }

    static SemanticVersion version(String text) {
        return SemanticVersion.parse(text)
                .orElseThrow(
                        () -> new IllegalStateException("Expected a stored version to be semantic, but was " + text));
    }

    static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Expected a value that JSON can hold, but " + e.getMessage(), e);
        }
    }

    static <T> T parse(String json, TypeReference<T> type) {
        try {
            return JSON.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Expected stored JSON to be whole, but " + e.getMessage(), e);
        }
    }

    private static VersionState state(VersionRow row) {
        return switch (row.status) {
            case BUILDING ->
                new VersionState.Building(Objects.requireNonNull(row.buildId), Objects.requireNonNull(row.heardAt));
            case FAILED ->
                new VersionState.Failed(
                        Objects.requireNonNull(row.buildId), Objects.requireNonNullElse(row.reason, ""), row.overdue);
            case READY -> new VersionState.Ready(payload(row));
            default ->
                throw new IllegalStateException("Expected a known status of " + row.id + ", but was " + row.status);
        };
    }

    /** Only what was built has a digest of its own. */
    private static VersionState.Payload payload(VersionRow row) {
        return row.imageDigest == null
                ? new VersionState.Content(row.content, row.imageReference)
                : new VersionState.Image(row.imageDigest, row.imageReference, row.imageArchive, row.imageArchiveSize);
    }
}
