package io.outrider.scheduler.it;

import io.outrider.schemas.avro.TemplateDefinition;
import io.outrider.schemas.avro.TemplateEvent;
import io.outrider.schemas.avro.TemplateMethod;
import io.outrider.schemas.avro.TemplateVersionStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Template events as the template-service sends them. */
final class Templates {

    private Templates() {}

    static TemplateEvent building(String name, String version) {
        return TemplateEvent.newBuilder()
                .setProject("default")
                .setTemplate(name)
                .setVersion(version)
                .setStatus(TemplateVersionStatus.BUILDING)
                .setAt(Instant.now())
                .build();
    }

    static TemplateEvent ready(String name, String version) {
        return TemplateEvent.newBuilder()
                .setProject("default")
                .setTemplate(name)
                .setVersion(version)
                .setStatus(TemplateVersionStatus.READY)
                .setAt(Instant.now())
                .setDefinition(TemplateDefinition.newBuilder()
                        .setFingerprint("f")
                        .setType("host-shell@1")
                        .setParameterSchema("""
                                {"type":"object","additionalProperties":false,"required":["size"],
                                 "properties":{"size":{"type":"integer","minimum":1},"name":{"type":"string","default":"x"},
                                 "token":{"type":"string"}}}""")
                        .setSensitive(List.of("token"))
                        .setFixedParameters("{\"shell\":\"/bin/sh\"}")
                        .setTypeParameters(List.of("shell"))
                        .setEnvPrefix("P_")
                        .setOutputsSchema("""
                                {"type":"object","properties":{"endpoint":{"type":"string"}}}""")
                        .setMethods(Map.of(
                                "run", new TemplateMethod(List.of(), false),
                                "plan", new TemplateMethod(List.of("plan"), true)))
                        .setCommand(List.of("/bin/sh", "run.sh"))
                        .setWorkdir("/template")
                        .setHostTools(true)
                        .build())
                .build();
    }
}
