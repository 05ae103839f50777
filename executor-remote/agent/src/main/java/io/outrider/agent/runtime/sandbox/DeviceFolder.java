package io.outrider.agent.runtime.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a task sees as /dev: the harmless devices, terminals of its own, shared memory of its own. */
final class DeviceFolder {

    private static final List<String> DEVICES = List.of("null", "zero", "full", "random", "urandom", "tty");
    private static final Map<String, String> LINKS = Map.of(
            "fd", "/proc/self/fd",
            "stdin", "/proc/self/fd/0",
            "stdout", "/proc/self/fd/1",
            "stderr", "/proc/self/fd/2",
            "ptmx", "pts/ptmx");

    private DeviceFolder() {}

    /** Makes the folder with everything to mount over. */
    static void prepare(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        for (String device : DEVICES) {
            if (!Files.exists(folder.resolve(device))) {
                Files.createFile(folder.resolve(device));
            }
        }
        for (Map.Entry<String, String> link : LINKS.entrySet()) {
            if (!Files.exists(folder.resolve(link.getKey()), LinkOption.NOFOLLOW_LINKS)) {
                Files.createSymbolicLink(folder.resolve(link.getKey()), Path.of(link.getValue()));
            }
        }
        Files.createDirectories(folder.resolve("shm"));
        Files.createDirectories(folder.resolve("pts"));
    }

    /** Returns the mounts that make it the root's /dev. */
    static List<Mount> mounts(Path folder, Path dev) {
        List<Mount> mounts = new ArrayList<>();
        mounts.add(new Mount(folder.toString(), dev, "none", "bind,ro,nosuid,noexec"));
        for (String device : DEVICES) {
            Path host = Path.of("/dev", device);
            if (Files.exists(host)) {
                mounts.add(Mount.device(host, dev.resolve(device)));
            }
        }
        mounts.add(Mount.memory(dev.resolve("shm"), "nosuid,nodev,noexec,mode=1777"));
        mounts.add(
                new Mount("devpts", dev.resolve("pts"), "devpts", "newinstance,ptmxmode=0666,mode=0620,nosuid,noexec"));
        return mounts;
    }
}
