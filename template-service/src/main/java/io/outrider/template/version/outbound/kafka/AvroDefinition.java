package io.outrider.template.version.outbound.kafka;

import io.outrider.schemas.avro.ImageRef;
import io.outrider.schemas.avro.Limits;
import io.outrider.schemas.avro.OnLost;
import io.outrider.schemas.avro.TemplateDefinition;
import io.outrider.schemas.avro.TemplateMethod;
import io.outrider.template.manifest.domain.CanonicalJson;
import io.outrider.template.version.domain.Definition;
import io.outrider.template.version.domain.RunLimits;
import io.outrider.template.version.domain.TemplateVersion;
import io.outrider.template.version.domain.VersionState;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The definition of a READY version in Avro: all that the scheduler needs to run it. */
final class AvroDefinition {
    private AvroDefinition() {}

    static TemplateDefinition of(TemplateVersion version, VersionState.Payload payload) {
        Definition definition = version.definition();
        TemplateDefinition.Builder avro = TemplateDefinition.newBuilder()
                .setFingerprint(version.fingerprint())
                .setType(definition.type())
                .setLabels(definition.labels())
                .setParameterSchema(CanonicalJson.write(definition.parameterSchema()))
                .setSensitive(definition.sensitive())
                .setFixedParameters(CanonicalJson.write(definition.fixedParameters()))
                .setEnvPrefix(definition.envPrefix())
                .setTypeParameters(definition.typeParameters())
                .setOutputsSchema(CanonicalJson.write(definition.outputsSchema()))
                .setMethods(methods(definition))
                .setCommand(definition.command())
                .setWorkdir(definition.workdir())
                .setHostTools(definition.hostTools())
                .setRuntime(definition.runtime())
                .setLimits(limits(definition.limits()))
                .setWritableRoot(definition.writableRoot())
                .setOnLost(onLost(definition));
        switch (payload) {
            case VersionState.Image image -> avro.setImage(image(image));
            case VersionState.Content content ->
                avro.setContentArchive(content.archive()).setImage(typeImage(content.image()));
        }
        return avro.build();
    }

    private static Map<String, TemplateMethod> methods(Definition definition) {
        Map<String, TemplateMethod> methods = new TreeMap<>();
        definition
                .methods()
                .forEach((name, method) -> methods.put(
                        name,
                        TemplateMethod.newBuilder()
                                .setArgs(method.args())
                                .setReadOnly(method.readOnly())
                                .build()));
        return methods;
    }

    private static @Nullable Limits limits(RunLimits limits) {
        return limits.equals(RunLimits.NONE)
                ? null
                : Limits.newBuilder()
                        .setMemoryMb(limits.memoryMb())
                        .setCpuMillis(limits.cpuMillis())
                        .setPids(limits.pids())
                        .build();
    }

    private static OnLost onLost(Definition definition) {
        return switch (definition.onLost()) {
            case FAIL -> OnLost.FAIL;
            case WAIT -> OnLost.WAIT;
            case RERUN -> OnLost.RERUN;
        };
    }

    private static ImageRef image(VersionState.Image image) {
        return ImageRef.newBuilder()
                .setDigest(image.digest())
                .setReference(image.reference())
                .setArchive(image.archive())
                .setArchiveSize(image.archiveSize())
                .build();
    }

    /** The type's own image is only known by its reference, which ends in a digest. */
    private static @Nullable ImageRef typeImage(@Nullable String reference) {
        return reference == null
                ? null
                : ImageRef.newBuilder()
                        .setDigest(reference.substring(reference.indexOf('@') + 1))
                        .setReference(reference)
                        .build();
    }
}
