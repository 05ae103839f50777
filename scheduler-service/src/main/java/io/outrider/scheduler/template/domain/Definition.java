package io.outrider.scheduler.template.domain;

import io.outrider.scheduler.node.domain.Ability;
import io.outrider.scheduler.task.domain.OnLost;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that running a version needs.
 *
 * @param parameterSchema JSON Schema 2020-12 of the parameters object
 * @param sensitive names of parameters that nobody may read
 * @param fixedParameters JSON object: what the author fixed; a user can't set these
 * @param envPrefix parameters are exported as variables with this prefix; null: they are not
 * @param typeParameters names of the type's parameters, exported as {@code TYPE_<NAME>}
 * @param outputsSchema JSON Schema 2020-12 of the outputs object
 * @param command argv before the method's arguments
 */
public record Definition(
        String parameterSchema,
        List<String> sensitive,
        String fixedParameters,
        @Nullable String envPrefix,
        List<String> typeParameters,
        String outputsSchema,
        Map<String, Method> methods,
        List<String> command,
        String workdir,
        boolean hostTools,
        @Nullable String runtime,
        @Nullable Image image,
        @Nullable String contentArchive,
        @Nullable Limits limits,
        boolean writableRoot,
        OnLost onLost) {

    /** Returns what a node must be able to for its tasks. */
    public Ability ability() {
        if (runtime != null) {
            return Ability.HOST;
        }
        if (image == null || hostTools) {
            return Ability.HOST_TOOLS;
        }
        return image.reference() == null ? Ability.IMAGE_ARCHIVE : Ability.IMAGE;
    }

    /** One way to run a template. */
    public record Method(List<String> args, boolean readOnly) {}

    /** A built image, pinned by digest. */
    public record Image(
            String digest,
            @Nullable String reference,
            @Nullable String archive,
            long archiveSize) {}

    /** What one container may use; 0 is the executor's default. */
    public record Limits(int memoryMb, int cpuMillis, int pids) {}
}
