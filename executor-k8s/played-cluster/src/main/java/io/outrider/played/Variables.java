package io.outrider.played;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretKeySelector;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The variables of a container: values, keys of Secrets, fields of the pod. */
final class Variables {

    private final KubernetesClient client;
    private final Pod pod;

    Variables(KubernetesClient client, Pod pod) {
        this.client = client;
        this.pod = pod;
    }

    /** What keeps the variables from being made, as the kubelet says it. */
    static final class ConfigException extends Exception {
        private static final long serialVersionUID = 1L;

        ConfigException(String message) {
            super(message);
        }
    }

    /**
     * Returns them; paths of volumes become those of this machine.
     *
     * @param mounts folders on this machine by their paths in the container
     */
    Map<String, String> of(Container container, Map<String, Path> mounts) throws ConfigException {
        Map<String, String> variables = new LinkedHashMap<>();
        for (EnvVar variable : container.getEnv()) {
            Optional<String> value = value(variable, variables);
            if (value.isPresent()) {
                variables.put(variable.getName(), placed(value.get(), mounts));
            }
        }
        return variables;
    }

    private Optional<String> value(EnvVar variable, Map<String, String> known) throws ConfigException {
        if (variable.getValueFrom() == null) {
            return Optional.of(variable.getValue() == null ? "" : Expansion.of(variable.getValue(), known));
        }
        if (variable.getValueFrom().getSecretKeyRef() != null) {
            return secret(variable.getValueFrom().getSecretKeyRef());
        }
        String path = variable.getValueFrom().getFieldRef().getFieldPath();
        return Optional.of(
                switch (path) {
                    case "metadata.name" -> pod.getMetadata().getName();
                    case "metadata.namespace" -> pod.getMetadata().getNamespace();
                    case "metadata.uid" -> pod.getMetadata().getUid();
                    case "spec.nodeName" -> PodStatuses.NODE;
                    case "status.podIP" -> "127.0.0.1";
                    default -> throw new ConfigException("Unsupported fieldPath " + path);
                });
    }

    private Optional<String> secret(SecretKeySelector key) throws ConfigException {
        Secret secret = client.secrets()
                .inNamespace(pod.getMetadata().getNamespace())
                .withName(key.getName())
                .get();
        byte[] value = secret == null ? null : Volumes.data(secret).get(key.getKey());
        if (value != null) {
            return Optional.of(new String(value, StandardCharsets.UTF_8));
        }
        if (Boolean.TRUE.equals(key.getOptional())) {
            return Optional.empty();
        }
        throw new ConfigException(
                secret == null
                        ? "secret \"" + key.getName() + "\" not found"
                        : "couldn't find key " + key.getKey() + " in Secret "
                                + pod.getMetadata().getNamespace() + "/" + key.getName());
    }

    private static String placed(String value, Map<String, Path> mounts) {
        return mounts.entrySet().stream()
                .filter(mount -> value.equals(mount.getKey()) || value.startsWith(mount.getKey() + "/"))
                .max(Map.Entry.comparingByKey((a, b) -> Integer.compare(a.length(), b.length())))
                .filter(mount -> !mount.getKey().equals("/tmp"))
                .map(mount -> mount.getValue() + value.substring(mount.getKey().length()))
                .orElse(value);
    }
}
