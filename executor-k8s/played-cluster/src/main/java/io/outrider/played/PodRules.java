package io.outrider.played;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.SecretKeySelector;
import io.fabric8.kubernetes.api.model.SecretVolumeSource;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What an API server says to a pod's specification. */
final class PodRules {

    private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
    private static final Pattern PORT_NAME = Pattern.compile("(?=.*[a-z])[a-z0-9]([-a-z0-9]{0,13}[a-z0-9])?");
    /** Since 1.34 every printable character of ASCII but =. */
    private static final Pattern VARIABLE = Pattern.compile("[ -<>-~]+");

    private static final Set<String> EFFECTS = Set.of("NoSchedule", "PreferNoSchedule", "NoExecute");

    private final PodSpec spec;
    private final List<String> faults;

    private PodRules(PodSpec spec, List<String> faults) {
        this.spec = spec;
        this.faults = faults;
    }

    static void check(PodTemplateSpec template, List<String> faults) {
        new PodRules(template.getSpec(), faults).check();
    }

    private void check() {
        Set<String> volumes = new HashSet<>();
        for (Volume volume : spec.getVolumes()) {
            unique(volumes, volume.getName(), "volumes");
            if (volume.getEmptyDir() != null && volume.getEmptyDir().getSizeLimit() != null) {
                quantity(volume.getEmptyDir().getSizeLimit(), "emptyDir.sizeLimit");
            }
            if (volume.getSecret() != null) {
                secret(volume.getSecret());
            }
        }
        List<Container> all = new ArrayList<>(spec.getInitContainers());
        all.addAll(spec.getContainers());
        if (spec.getContainers().isEmpty()) {
            faults.add("spec.containers: Required value");
        }
        Set<String> names = new HashSet<>();
        for (Container container : all) {
            unique(names, container.getName(), "containers");
            container(container, volumes);
        }
        spec.getContainers().stream()
                .filter(container -> container.getRestartPolicy() != null)
                .forEach(container -> faults.add("containers.restartPolicy: Forbidden: may not be set for containers"));
        spec.getInitContainers().forEach(this::initContainer);
        spec.getTolerations().forEach(this::toleration);
        if (spec.getTerminationGracePeriodSeconds() != null && spec.getTerminationGracePeriodSeconds() < 0) {
            faults.add("spec.terminationGracePeriodSeconds: must be non-negative");
        }
    }

    private void secret(SecretVolumeSource secret) {
        if (secret.getSecretName() == null || secret.getSecretName().isEmpty()) {
            faults.add("volumes.secret.secretName: Required value");
        }
        Integer mode = secret.getDefaultMode();
        if (mode != null && (mode < 0 || mode > 0777)) {
            faults.add("volumes.secret.defaultMode: Invalid value: " + mode + ": must be between 0 and 0777 octal");
        }
        for (KeyToPath item : secret.getItems()) {
            if (item.getKey().isEmpty()
                    || item.getPath().startsWith("/")
                    || item.getPath().contains("..")) {
                faults.add("volumes.secret.items: Invalid value: \"" + item.getPath() + "\": must be a relative path");
            }
        }
    }

    private void initContainer(Container container) {
        boolean sidecar = container.getRestartPolicy() != null;
        if (sidecar && !"Always".equals(container.getRestartPolicy())) {
            faults.add("initContainers.restartPolicy: Unsupported value: supported values: \"Always\"");
        }
        boolean probes = container.getStartupProbe() != null
                || container.getReadinessProbe() != null
                || container.getLivenessProbe() != null
                || container.getLifecycle() != null;
        if (!sidecar && probes) {
            faults.add("initContainers: probes and lifecycle may not be set without restartPolicy=Always");
        }
    }

    private void toleration(Toleration toleration) {
        if (toleration.getEffect() != null && !EFFECTS.contains(toleration.getEffect())) {
            faults.add("tolerations.effect: Unsupported value: \"" + toleration.getEffect() + "\"");
        }
        if ("Exists".equals(toleration.getOperator())
                && toleration.getValue() != null
                && !toleration.getValue().isEmpty()) {
            faults.add("tolerations.operator: Invalid value: value must be empty when `operator` is 'Exists'");
        }
        if (toleration.getTolerationSeconds() != null && !"NoExecute".equals(toleration.getEffect())) {
            faults.add("tolerations.effect: Invalid value: must be 'NoExecute' when `tolerationSeconds` is set");
        }
        if ((toleration.getKey() == null || toleration.getKey().isEmpty())
                && !"Exists".equals(toleration.getOperator())) {
            faults.add("tolerations.operator: operator must be Exists when `key` is empty");
        }
    }

    private void container(Container container, Set<String> volumes) {
        if (container.getImage() == null || container.getImage().isBlank()) {
            faults.add("containers.image: Required value");
        }
        Set<String> paths = new HashSet<>();
        for (VolumeMount mount : container.getVolumeMounts()) {
            if (!volumes.contains(mount.getName())) {
                faults.add("volumeMounts.name: Not found: \"" + mount.getName() + "\"");
            }
            if (!paths.add(mount.getMountPath())) {
                faults.add("volumeMounts.mountPath: Invalid value: \"" + mount.getMountPath() + "\": must be unique");
            }
        }
        for (EnvVar variable : container.getEnv()) {
            if (!VARIABLE.matcher(variable.getName()).matches()) {
                faults.add("env.name: Invalid value: \"" + variable.getName() + "\"");
            }
            SecretKeySelector from = variable.getValueFrom() == null
                    ? null
                    : variable.getValueFrom().getSecretKeyRef();
            if (from != null && !ApiRules.DATA_KEY.matcher(from.getKey()).matches()) {
                faults.add("env.valueFrom.secretKeyRef.key: Invalid value: \"" + from.getKey() + "\"");
            }
            if (variable.getValueFrom() != null
                    && variable.getValue() != null
                    && !variable.getValue().isEmpty()) {
                faults.add("env.valueFrom: Invalid value: may not be specified when `value` is not empty");
            }
        }
        for (ContainerPort port : container.getPorts()) {
            if (port.getName() != null && !PORT_NAME.matcher(port.getName()).matches()) {
                faults.add("ports.name: Invalid value: \"" + port.getName() + "\": must be no more than 15 characters");
            }
        }
        resources(container);
        security(container);
    }

    private void resources(Container container) {
        if (container.getResources() == null) {
            return;
        }
        Map<String, Quantity> limits = container.getResources().getLimits();
        limits.forEach((name, value) -> quantity(value, name));
        container.getResources().getRequests().forEach((name, request) -> {
            quantity(request, name);
            Quantity limit = limits.get(name);
            if (limit != null && request.getNumericalAmount().compareTo(limit.getNumericalAmount()) > 0) {
                faults.add("resources.requests: Invalid value: must be less than or equal to " + name + " limit");
            }
        });
    }

    private void security(Container container) {
        SecurityContext security = container.getSecurityContext();
        if (security == null) {
            return;
        }
        boolean escalates = Boolean.TRUE.equals(security.getPrivileged())
                || (security.getCapabilities() != null
                        && security.getCapabilities().getAdd().contains("SYS_ADMIN"));
        if (Boolean.FALSE.equals(security.getAllowPrivilegeEscalation()) && escalates) {
            faults.add(
                    "securityContext: Invalid value: cannot set `allowPrivilegeEscalation` to false with `privileged`");
        }
    }

    private void quantity(Quantity quantity, String where) {
        try {
            if (quantity.getNumericalAmount().signum() < 0) {
                faults.add(where + ": Invalid value: must be greater than or equal to 0");
            }
        } catch (IllegalArgumentException e) {
            faults.add(where + ": quantities must match the regular expression");
        }
    }

    private void unique(Set<String> known, String name, String where) {
        if (name == null || !NAME.matcher(name).matches()) {
            faults.add(where + ".name: Invalid value: \"" + name + "\": a lowercase RFC 1123 label");
        } else if (!known.add(name)) {
            faults.add(where + ".name: Duplicate value: \"" + name + "\"");
        }
    }
}
