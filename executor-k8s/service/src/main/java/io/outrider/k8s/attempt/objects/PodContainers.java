package io.outrider.k8s.attempt.objects;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.KeyToPathBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.SecurityContextBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import io.outrider.k8s.attempt.application.StartOrder;
import io.outrider.k8s.attempt.domain.AttemptKey;
import io.outrider.protocol.Limits;
import io.outrider.protocol.TaskSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The containers and volumes of an attempt's pod: the container contract in terms of Kubernetes. */
final class PodContainers {

    static final String TASK = "task";
    static final String FETCH = "fetch";
    static final String COLLECT = "collect";

    private static final int READY_PORT = 47_001;
    private static final String IN = "/outrider/in";
    private static final String OUT = "/outrider/out";
    private static final String STATE = "/outrider/state";
    private static final int OWNER_AND_GROUP_READ = 0440;

    private final Placement placement;
    private final StartOrder order;
    private final InputSecrets inputs;
    private final boolean fetched;

    PodContainers(Placement placement, StartOrder order, InputSecrets inputs) {
        this.placement = placement;
        this.order = order;
        this.inputs = inputs;
        this.fetched = !inputs.fit() || order.spec().contentArchive() != null;
    }

    List<Container> init() {
        List<Container> containers = new ArrayList<>();
        if (fetched) {
            List<VolumeMount> mounts = new ArrayList<>(List.of(mount("in", IN, false), mount("tmp", "/tmp", false)));
            if (order.spec().contentArchive() != null) {
                mounts.add(mount("content", IN + "/content", false));
            }
            containers.add(companion(FETCH, mounts).build());
        }
        containers.add(companion(COLLECT, List.of(mount("out", OUT, false), mount("tmp", "/tmp", false)))
                .withRestartPolicy("Always")
                .withNewStartupProbe()
                .withNewHttpGet()
                .withPath("/ready")
                .withNewPort(READY_PORT)
                .endHttpGet()
                .withPeriodSeconds(1)
                .withFailureThreshold(60)
                .endStartupProbe()
                .build());
        return containers;
    }

    private ContainerBuilder companion(String verb, List<VolumeMount> mounts) {
        AttemptKey key = order.papers().key();
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("OUTRIDER_EXECUTOR_URL", placement.companionUrl());
        variables.put("OUTRIDER_TASK", key.task());
        variables.put("OUTRIDER_ATTEMPT", Integer.toString(key.attempt()));
        variables.put("OUTRIDER_EPOCH", Integer.toString(key.epoch()));
        variables.put("OUTRIDER_IN", IN);
        variables.put("OUTRIDER_OUT", OUT);
        if (verb.equals(COLLECT)) {
            variables.put("OUTRIDER_READY_PORT", Integer.toString(READY_PORT));
        } else if (order.spec().contentArchive() != null) {
            variables.put("OUTRIDER_CONTENT", order.spec().contentArchive());
        }
        List<EnvVar> env = new ArrayList<>(plain(variables));
        env.add(fromSecret("OUTRIDER_TOKEN", InputSecrets.TOKEN));
        return new ContainerBuilder()
                .withName(verb)
                .withImage(placement.companionImage())
                .withArgs(verb)
                .withEnv(env)
                .withResources(resources("10m", "64Mi", null, "192Mi"))
                .withSecurityContext(security(false))
                .withVolumeMounts(mounts);
    }

    Container task() {
        TaskSpec spec = order.spec();
        List<VolumeMount> mounts = new ArrayList<>();
        mounts.add(mount("in", IN, true));
        if (spec.contentArchive() != null) {
            mounts.add(mount("content", IN + "/content", true));
        }
        mounts.add(mount("out", OUT, false));
        mounts.add(mount("state", STATE, false));
        mounts.add(mount("tmp", "/tmp", false));
        return new ContainerBuilder()
                .withName(TASK)
                .withImage(Objects.requireNonNull(
                        Objects.requireNonNull(spec.image()).reference()))
                .withCommand(spec.command().stream().map(PodContainers::literal).toList())
                .withWorkingDir(spec.workdir())
                .withEnv(environment())
                .withResources(limits(spec.limits()))
                .withSecurityContext(security(spec.writableRoot()))
                .withVolumeMounts(mounts)
                .build();
    }

    private List<EnvVar> environment() {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("OUTRIDER_IN", IN);
        variables.put("OUTRIDER_OUT", OUT);
        variables.put("OUTRIDER_STATE", STATE);
        variables.put("OUTRIDER_JOB", order.papers().job());
        variables.put("OUTRIDER_TASK", order.papers().key().task());
        variables.put("OUTRIDER_ATTEMPT", Integer.toString(order.papers().key().attempt()));
        variables.put("OUTRIDER_NODE", order.papers().node());
        variables.put("OUTRIDER_METHOD", order.spec().method());
        List<EnvVar> env = new ArrayList<>();
        inputs.variables().forEach((name, key) -> {
            if (!variables.containsKey(name)) {
                env.add(fromSecret(name, key));
            }
        });
        env.addAll(plain(variables));
        return env;
    }

    List<Volume> volumes() {
        List<Volume> volumes = new ArrayList<>();
        volumes.add(fetched ? inMemory() : fromSecret());
        if (order.spec().contentArchive() != null) {
            volumes.add(folder("content"));
        }
        volumes.add(folder("out"));
        volumes.add(folder("state"));
        volumes.add(folder("tmp"));
        return volumes;
    }

    private Volume inMemory() {
        // What a Kafka record holds, and room for one more copy while it is written.
        return new VolumeBuilder()
                .withName("in")
                .withNewEmptyDir()
                .withMedium("Memory")
                .withSizeLimit(new Quantity("16Mi"))
                .endEmptyDir()
                .build();
    }

    private Volume fromSecret() {
        List<KeyToPath> items = new ArrayList<>();
        items.add(item(InputSecrets.PARAMETERS));
        if (order.spec().event() != null) {
            items.add(item(InputSecrets.EVENT));
        }
        return new VolumeBuilder()
                .withName("in")
                .withNewSecret()
                .withSecretName(Names.secret(order.papers().key(), 0))
                .withDefaultMode(OWNER_AND_GROUP_READ)
                .withItems(items)
                .endSecret()
                .build();
    }

    private static KeyToPath item(String name) {
        return new KeyToPathBuilder().withKey(name).withPath(name).build();
    }

    private Volume folder(String name) {
        return new VolumeBuilder()
                .withName(name)
                .withNewEmptyDir()
                .withSizeLimit(new Quantity(placement.diskMb() + "Mi"))
                .endEmptyDir()
                .build();
    }

    private static VolumeMount mount(String name, String path, boolean readOnly) {
        return new VolumeMountBuilder()
                .withName(name)
                .withMountPath(path)
                .withReadOnly(readOnly ? true : null)
                .build();
    }

    private static List<EnvVar> plain(Map<String, String> variables) {
        return variables.entrySet().stream()
                .map(entry -> new EnvVar(entry.getKey(), literal(entry.getValue()), null))
                .toList();
    }

    private EnvVar fromSecret(String name, String key) {
        return new EnvVarBuilder()
                .withName(name)
                .withNewValueFrom()
                .withNewSecretKeyRef(key, Names.secret(order.papers().key(), 0), null)
                .endValueFrom()
                .build();
    }

    /** Kubernetes expands {@code $(NAME)} in commands and variables, and reads {@code $$} as one {@code $}. */
    private static String literal(String text) {
        return text.replace("$", "$$");
    }

    private ResourceRequirements limits(Limits limits) {
        int memory = limits.memoryMb() > 0 ? limits.memoryMb() : placement.memoryMb();
        String cpu = limits.cpuMillis() > 0 ? limits.cpuMillis() + "m" : null;
        return resources(cpu == null ? "100m" : cpu, memory + "Mi", cpu, memory + "Mi");
    }

    private static ResourceRequirements resources(
            String cpu, String memory, @Nullable String cpuLimit, String memoryLimit) {
        Map<String, Quantity> limits = new LinkedHashMap<>();
        if (cpuLimit != null) {
            limits.put("cpu", new Quantity(cpuLimit));
        }
        limits.put("memory", new Quantity(memoryLimit));
        return new ResourceRequirementsBuilder()
                .addToRequests("cpu", new Quantity(cpu))
                .addToRequests("memory", new Quantity(memory))
                .withLimits(limits)
                .build();
    }

    private SecurityContext security(boolean writableRoot) {
        return new SecurityContextBuilder()
                .withAllowPrivilegeEscalation(false)
                .withReadOnlyRootFilesystem(!writableRoot)
                .withNewCapabilities()
                .withDrop("ALL")
                .endCapabilities()
                .build();
    }
}
