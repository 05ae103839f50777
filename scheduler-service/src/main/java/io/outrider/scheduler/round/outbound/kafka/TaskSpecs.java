package io.outrider.scheduler.round.outbound.kafka;

import io.outrider.scheduler.job.domain.Job;
import io.outrider.scheduler.task.domain.Patience;
import io.outrider.scheduler.template.application.Environment;
import io.outrider.scheduler.template.domain.Definition;
import io.outrider.schemas.avro.ImageRef;
import io.outrider.schemas.avro.Limits;
import io.outrider.schemas.avro.OnLost;
import io.outrider.schemas.avro.TaskSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a node needs to run a job's task: the pinned definition and the job's parameters. */
final class TaskSpecs {

    private static final String CAUSATION_DEPTH = "OUTRIDER_CAUSATION_DEPTH";

    private TaskSpecs() {}

    static TaskSpec of(Job job, Definition definition, Environment environment, Patience patience) {
        Definition.Method method = definition.methods().get(job.method());
        if (method == null) {
            throw new IllegalStateException("Expected method " + job.method() + " in " + job.template() + "@"
                    + job.version() + " for job " + job.id() + ", but there is none");
        }
        List<String> command = new ArrayList<>(definition.command());
        command.addAll(method.args());
        return TaskSpec.newBuilder()
                .setTemplate(job.template())
                .setVersion(Objects.requireNonNull(job.version()))
                .setMethod(job.method())
                .setReadOnly(method.readOnly())
                .setImage(image(definition.image()))
                .setContentArchive(definition.contentArchive())
                .setHostTools(definition.hostTools())
                .setRuntime(definition.runtime())
                .setCommand(command)
                .setWorkdir(definition.workdir())
                .setEnv(variables(job, environment.of(definition, job.parameters())))
                .setParameters(job.parameters())
                .setSensitive(job.sensitive())
                .setEvent(job.event())
                .setTimeoutSeconds((int) Math.max(1, job.timeout().toSeconds()))
                .setGracePeriodSeconds((int) patience.grace().toSeconds())
                .setLimits(limits(definition.limits()))
                .setWritableRoot(definition.writableRoot())
                .setOnLost(OnLost.valueOf(job.onLost().name()))
                .build();
    }

    /** A job of a reaction knows how deep it is, so that what it sends can say so: chains of reactions are cut by that. */
    private static Map<String, String> variables(Job job, Map<String, String> parameters) {
        Map<String, String> variables = new HashMap<>(parameters);
        if (job.causationDepth() > 0) {
            variables.put(CAUSATION_DEPTH, Integer.toString(job.causationDepth()));
        }
        return variables;
    }

    private static @Nullable ImageRef image(Definition.@Nullable Image image) {
        return image == null
                ? null
                : ImageRef.newBuilder()
                        .setDigest(image.digest())
                        .setReference(image.reference())
                        .setArchive(image.archive())
                        .setArchiveSize(image.archiveSize())
                        .build();
    }

    private static @Nullable Limits limits(Definition.@Nullable Limits limits) {
        return limits == null
                ? null
                : Limits.newBuilder()
                        .setMemoryMb(limits.memoryMb())
                        .setCpuMillis(limits.cpuMillis())
                        .setPids(limits.pids())
                        .build();
    }
}
