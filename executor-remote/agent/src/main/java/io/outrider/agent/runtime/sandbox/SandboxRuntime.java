package io.outrider.agent.runtime.sandbox;

import io.outrider.agent.folder.PrivateFiles;
import io.outrider.agent.folder.TaskFolder;
import io.outrider.agent.folder.TaskInputs;
import io.outrider.agent.image.Content;
import io.outrider.agent.image.TreeCopy;
import io.outrider.agent.image.UnpackedImage;
import io.outrider.agent.runtime.Launch;
import io.outrider.agent.runtime.LiveTask;
import io.outrider.agent.runtime.TaskRuntime;
import io.outrider.agent.runtime.domain.RuntimeChoice;
import io.outrider.agent.runtime.process.RunScript;
import io.outrider.agent.runtime.process.SlotShells;
import io.outrider.protocol.Limits;
import io.outrider.protocol.TaskRef;
import io.outrider.protocol.TaskSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Runs tasks in namespaces: another root, no other processes in sight, no privileges. Started, kept and found like processes. */
public final class SandboxRuntime implements TaskRuntime {

    private static final Path OUTRIDER = Path.of("/outrider");
    private static final int PROBE_SECONDS = 20;

    private final SlotShells shells;
    private final Content content;
    private final SandboxCommand command;
    private final Path home;

    /**
     * Prepares what all tasks share.
     *
     * @param network whether tasks share the machine's network
     */
    public SandboxRuntime(Path stateDir, SlotShells shells, Content content, boolean network) throws IOException {
        this.shells = shells;
        this.content = content;
        this.home = PrivateFiles.folder(stateDir.resolve("sandbox"));
        this.command = new SandboxCommand("root".equals(System.getProperty("user.name")), network);
        DeviceFolder.prepare(home.resolve("dev"));
        Files.createDirectories(home.resolve("root"));
        Files.createDirectories(empty());
        // Tasks of a root agent run as another user, and this is their root folder.
        Files.setPosixFilePermissions(empty(), PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Override
    public String name() {
        return RuntimeChoice.SANDBOX;
    }

    /** Tries it. Returns what is in the way; empty if it works. */
    public Optional<String> probe() throws InterruptedException {
        TaskFolder folder = new TaskFolder(home.resolve("probe"), home.resolve("probe-in"));
        try {
            folder.remove();
            folder.create();
            Path table = table(folder, empty(), true, Optional.empty());
            List<String> argv =
                    command.around(table, mountPoint(), "/", Limits.DEFAULT, List.of("/bin/sh", "-c", "exit 42"));
            Process process = new ProcessBuilder(argv).redirectErrorStream(true).start();
            process.getOutputStream().close();
            if (!process.waitFor(PROBE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return Optional.of("trying it took more than " + PROBE_SECONDS + " s");
            }
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return process.exitValue() == 42
                    ? Optional.empty()
                    : Optional.of(
                            "this machine refuses it: " + (said.isEmpty() ? "exit code " + process.exitValue() : said));
        } catch (IOException e) {
            return Optional.of("it cannot be tried: " + e.getMessage());
        }
    }

    @Override
    public LiveTask start(Launch launch) throws CannotStartException, IOException, InterruptedException {
        TaskSpec spec = launch.offer().spec();
        TaskFolder folder = launch.folder();
        Optional<UnpackedImage> image = content.image(spec);
        Optional<Path> adHoc = content.adHoc(spec);
        Path root = image.map(UnpackedImage::root).orElse(empty());
        if (spec.writableRoot()) {
            Path copy = folder.disk().resolve("root");
            synchronized (this) {
                List<String> unused = RootFolder.prepare(root, spec.hostTools());
            }
            TreeCopy.copy(root, copy);
            root = copy;
        }
        if (adHoc.isPresent()) {
            PrivateFiles.folder(folder.in().resolve("content"));
        }
        boolean hostTools = spec.hostTools() || image.isEmpty();
        Path table = table(folder, root, hostTools, adHoc);
        own(folder, spec.writableRoot() ? root : null);
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");
        variables.put("HOME", "/tmp");
        variables.put("LANG", "C.UTF-8");
        variables.putAll(image.map(UnpackedImage::env).orElse(Map.of()));
        variables.putAll(TaskInputs.variables(
                launch.offer(),
                launch.secrets(),
                launch.node(),
                OUTRIDER.resolve("in"),
                OUTRIDER.resolve("out"),
                OUTRIDER.resolve("state")));
        List<String> argv = command.around(table, mountPoint(), workdir(spec, root), spec.limits(), spec.command());
        launch.requireWanted();
        return shells.start(folder, RunScript.of(null, variables, argv));
    }

    @Override
    public Optional<LiveTask> find(TaskRef ref, TaskFolder folder) throws IOException, InterruptedException {
        return shells.find(folder);
    }

    private static String workdir(TaskSpec spec, Path root) {
        String asked = Path.of("/").resolve(spec.workdir()).normalize().toString();
        boolean there = Files.isDirectory(root.resolve(asked.substring(1))) || spec.image() != null;
        return there ? asked : "/";
    }

    private Path table(TaskFolder folder, Path root, boolean hostTools, Optional<Path> adHoc) throws IOException {
        Path mountPoint = mountPoint();
        List<String> borrowed;
        synchronized (this) {
            borrowed = RootFolder.prepare(root, hostTools);
        }
        boolean own = root.startsWith(folder.disk());
        List<Mount> mounts = new ArrayList<>();
        mounts.add(own ? Mount.writable(root, mountPoint) : Mount.readOnly(root, mountPoint));
        borrowed.forEach(name -> mounts.add(Mount.readOnly(Path.of("/", name), mountPoint.resolve(name))));
        mounts.add(new Mount("proc", mountPoint.resolve("proc"), "proc", "nosuid,nodev,noexec"));
        mounts.add(Mount.memory(mountPoint.resolve("tmp"), "nosuid,nodev,mode=1777,size=50%"));
        mounts.add(Mount.memory(mountPoint.resolve("run"), "nosuid,nodev,mode=755,size=10%"));
        mounts.addAll(DeviceFolder.mounts(home.resolve("dev"), mountPoint.resolve("dev")));
        Path outrider = mountPoint.resolve("outrider");
        mounts.add(new Mount(folder.in().toString(), outrider.resolve("in"), "none", "bind,ro,nosuid,nodev,noexec"));
        mounts.add(Mount.writable(folder.out(), outrider.resolve("out")));
        mounts.add(Mount.writable(folder.state(), outrider.resolve("state")));
        adHoc.ifPresent(files -> mounts.add(Mount.readOnly(files, outrider.resolve("in/content"))));
        if (!hostTools) {
            mounts.add(Mount.readOnly(Path.of("/etc/resolv.conf"), mountPoint.resolve("etc/resolv.conf")));
            mounts.add(Mount.readOnly(Path.of("/etc/hosts"), mountPoint.resolve("etc/hosts")));
        }
        Path table = folder.memory().resolve("mounts");
        StringBuilder text = new StringBuilder();
        mounts.forEach(mount -> text.append(mount.line()));
        PrivateFiles.writeVolatile(table, text.toString().getBytes(StandardCharsets.UTF_8));
        return table;
    }

    /** Gives the task's folders to the user that it runs as. */
    private void own(TaskFolder folder, @Nullable Path root) throws IOException {
        if (!command.root()) {
            return;
        }
        for (Path tree : new Path[] {folder.in(), folder.out(), folder.state(), root == null ? folder.in() : root}) {
            try (Stream<Path> paths = Files.walk(tree)) {
                for (Path path : paths.toList()) {
                    Files.setAttribute(path, "unix:uid", SandboxCommand.UNPRIVILEGED, LinkOption.NOFOLLOW_LINKS);
                    Files.setAttribute(path, "unix:gid", SandboxCommand.UNPRIVILEGED, LinkOption.NOFOLLOW_LINKS);
                }
            }
        }
    }

    private Path mountPoint() {
        return home.resolve("root");
    }

    private Path empty() {
        return home.resolve("empty");
    }
}
