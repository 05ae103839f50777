package io.outrider.played;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeProjection;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The volumes of a pod as folders on this machine: Secrets and memory below /dev/shm, the rest on disk. */
final class Volumes {

    private static final Path MEMORY = Path.of("/dev/shm");

    private final KubernetesClient client;
    private final Pod pod;
    private final Path disk;
    private final Path memory;
    private final Map<String, Path> folders = new HashMap<>();

    Volumes(KubernetesClient client, Pod pod, Path disk) {
        this.client = client;
        this.pod = pod;
        this.disk = disk;
        this.memory = MEMORY.resolve("outrider-played-" + pod.getMetadata().getUid());
    }

    /** Makes the folders. Returns what is missing, empty when all are there. */
    Optional<String> mount() {
        for (Volume volume : pod.getSpec().getVolumes()) {
            Optional<String> missing = folders.containsKey(volume.getName()) ? Optional.empty() : mount(volume);
            if (missing.isPresent()) {
                return missing;
            }
        }
        nest();
        return Optional.empty();
    }

    private Optional<String> mount(Volume volume) {
        boolean onDisk = volume.getEmptyDir() != null
                && !"Memory".equals(volume.getEmptyDir().getMedium());
        Path folder = (onDisk ? disk : memory).resolve(volume.getName());
        create(folder);
        Optional<String> missing = Optional.empty();
        if (volume.getSecret() != null) {
            missing = write(
                    folder,
                    volume.getSecret().getSecretName(),
                    volume.getSecret().getItems(),
                    volume.getSecret().getOptional());
        } else if (volume.getProjected() != null) {
            for (VolumeProjection source : volume.getProjected().getSources()) {
                if (missing.isEmpty()) {
                    missing = write(
                            folder,
                            source.getSecret().getName(),
                            source.getSecret().getItems(),
                            source.getSecret().getOptional());
                }
            }
        } else if (volume.getEmptyDir() == null) {
            throw new IllegalArgumentException("Expected a Secret, a projection of Secrets or an emptyDir, but volume "
                    + volume.getName() + " is something else");
        }
        if (missing.isEmpty()) {
            folders.put(volume.getName(), folder);
        }
        return missing;
    }

    private Optional<String> write(
            Path folder, String name, @Nullable List<KeyToPath> items, @Nullable Boolean optional) {
        Secret secret = client.secrets()
                .inNamespace(pod.getMetadata().getNamespace())
                .withName(name)
                .get();
        if (secret == null) {
            return Boolean.TRUE.equals(optional) ? Optional.empty() : Optional.of("secret \"" + name + "\" not found");
        }
        Map<String, byte[]> data = data(secret);
        Map<String, String> paths = new HashMap<>();
        if (items == null || items.isEmpty()) {
            data.keySet().forEach(key -> paths.put(key, key));
        } else {
            items.forEach(item -> paths.put(item.getKey(), item.getPath()));
        }
        for (Map.Entry<String, String> path : paths.entrySet()) {
            byte[] content = data.get(path.getKey());
            if (content == null) {
                return Optional.of("references non-existent secret key: " + path.getKey());
            }
            write(folder.resolve(path.getValue()), content);
        }
        return Optional.empty();
    }

    static Map<String, byte[]> data(Secret secret) {
        Map<String, byte[]> data = new HashMap<>();
        if (secret.getData() != null) {
            secret.getData()
                    .forEach((key, value) -> data.put(key, Base64.getDecoder().decode(value)));
        }
        return data;
    }

    /** A mount inside another one is a link there. */
    private void nest() {
        for (Container container : pod.getSpec().getContainers()) {
            for (VolumeMount inner : container.getVolumeMounts()) {
                for (VolumeMount outer : container.getVolumeMounts()) {
                    if (inner.getMountPath().startsWith(outer.getMountPath() + "/")) {
                        String rest = inner.getMountPath()
                                .substring(outer.getMountPath().length() + 1);
                        link(folder(outer).resolve(rest), folder(inner));
                    }
                }
            }
        }
    }

    /** The folders that a container sees, by their paths in it. */
    Map<String, Path> of(Container container) {
        Map<String, Path> mounts = new HashMap<>();
        container.getVolumeMounts().forEach(mount -> mounts.put(mount.getMountPath(), folder(mount)));
        return mounts;
    }

    private Path folder(VolumeMount mount) {
        Path folder = folders.get(mount.getName());
        if (folder == null) {
            throw new IllegalStateException("Expected volume " + mount.getName() + " to be mounted");
        }
        return mount.getSubPath() == null ? folder : folder.resolve(mount.getSubPath());
    }

    void remove() {
        for (Path folder : new Path[] {disk, memory}) {
            if (Files.exists(folder)) {
                try (Stream<Path> paths = Files.walk(folder)) {
                    for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                        Files.deleteIfExists(path);
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private static void create(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, byte[] content) {
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void link(Path link, Path target) {
        try {
            Files.createDirectories(link.getParent());
            if (Files.isDirectory(link)) {
                Files.delete(link);
            }
            Files.createSymbolicLink(link, target);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
