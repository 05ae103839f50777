package io.outrider.agent.runtime.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.AccessMode;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Volume;
import io.outrider.agent.folder.TaskFolder;
import io.outrider.agent.folder.TaskInputs;
import io.outrider.agent.image.Content;
import io.outrider.agent.image.ImageCache;
import io.outrider.agent.runtime.EndedTask;
import io.outrider.agent.runtime.Launch;
import io.outrider.agent.runtime.LiveTask;
import io.outrider.agent.runtime.TaskRuntime;
import io.outrider.agent.runtime.domain.Exit;
import io.outrider.agent.runtime.domain.RuntimeChoice;
import io.outrider.protocol.Limits;
import io.outrider.protocol.TaskRef;
import io.outrider.protocol.TaskSpec;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Runs tasks as containers with the standard limits. Created, then noted in the task's folder, then started: a container without the
 * note was never started. Labels say whose it is.
 */
public final class DockerRuntime implements TaskRuntime {

    private static final String TASK = "io.outrider.task";
    private static final String ATTEMPT = "io.outrider.attempt";
    private static final String EPOCH = "io.outrider.epoch";
    private static final Path OUTRIDER = Path.of("/outrider");
    private static final List<String> HOST_TOOLS = List.of("usr", "bin", "sbin", "lib", "lib32", "lib64", "etc");
    private static final int DEFAULT_MEMORY_MB = 1_024;
    private static final int DEFAULT_PIDS = 512;

    private final DockerClient client;
    private final DockerImages images;
    private final Content content;

    public DockerRuntime(URI socket, ImageCache cache, Content content) {
        this.client = DockerEngine.connect(socket);
        this.images = new DockerImages(client, cache);
        this.content = content;
    }

    @Override
    public String name() {
        return RuntimeChoice.DOCKER;
    }

    @Override
    public LiveTask start(Launch launch) throws CannotStartException, IOException, InterruptedException {
        TaskSpec spec = launch.offer().spec();
        if (spec.image() == null) {
            throw new CannotStartException("Expected a task for Docker to have an image, but it has none");
        }
        String image = images.ensure(spec.image());
        Optional<Path> adHoc = content.adHoc(spec);
        if (adHoc.isPresent()) {
            Files.createDirectories(launch.folder().in().resolve("content"));
        }
        launch.requireWanted();
        open(launch.folder());
        String container;
        try {
            container = create(launch, image, adHoc);
        } catch (DockerException e) {
            throw new CannotStartException("Expected the engine to create the container, but " + e.getMessage(), e);
        }
        Files.writeString(launch.folder().pid(), container + "\n");
        try {
            client.startContainerCmd(container).exec();
        } catch (DockerException e) {
            if (removedUnstarted(container)) {
                throw new CannotStartException("Expected the engine to start the container, but " + e.getMessage(), e);
            }
        }
        return new DockerTask(client, container, launch.folder());
    }

    @Override
    public Optional<LiveTask> find(TaskRef ref, TaskFolder folder) throws IOException {
        if (written(folder.exit())) {
            int code = Integer.parseInt(Files.readString(folder.exit()).strip());
            return Optional.of(new EndedTask(new Exit.Code(code)));
        }
        List<Container> found = client.listContainersCmd()
                .withShowAll(true)
                .withLabelFilter(Map.of(
                        TASK, ref.task(),
                        ATTEMPT, Integer.toString(ref.attempt()),
                        EPOCH, Integer.toString(ref.epoch())))
                .exec();
        if (found.isEmpty()) {
            return written(folder.pid())
                    ? Optional.of(new EndedTask(
                            new Exit.Unknown("Expected the container to be there, but somebody removed it")))
                    : Optional.empty();
        }
        String container = found.getFirst().getId();
        return removedUnstarted(container) ? Optional.empty() : Optional.of(new DockerTask(client, container, folder));
    }

    /** A folder that another task had before holds the file already, empty. */
    private static boolean written(Path file) throws IOException {
        return Files.exists(file) && Files.size(file) > 0;
    }

    /** Returns true if the container was never started, and now cannot be any more. */
    private boolean removedUnstarted(String container) {
        if (!"created"
                .equals(client.inspectContainerCmd(container).exec().getState().getStatus())) {
            return false;
        }
        try {
            // Without force the engine refuses if it is being started at this moment.
            client.removeContainerCmd(container).exec();
            return true;
        } catch (NotFoundException e) {
            return true;
        } catch (ConflictException e) {
            return false;
        }
    }

    private String create(Launch launch, String image, Optional<Path> adHoc) throws IOException {
        TaskSpec spec = launch.offer().spec();
        TaskRef ref = launch.offer().ref();
        List<String> command = spec.command();
        CreateContainerCmd create = client.createContainerCmd(image)
                .withEntrypoint(command.getFirst())
                .withCmd(command.subList(1, command.size()))
                .withWorkingDir(spec.workdir())
                .withEnv(TaskInputs.variables(
                                launch.offer(),
                                launch.secrets(),
                                launch.node(),
                                OUTRIDER.resolve("in"),
                                OUTRIDER.resolve("out"),
                                OUTRIDER.resolve("state"))
                        .entrySet()
                        .stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                        .toList())
                .withLabels(Map.of(
                        TASK,
                        ref.task(),
                        ATTEMPT,
                        Integer.toString(ref.attempt()),
                        EPOCH,
                        Integer.toString(ref.epoch()),
                        "io.outrider.node",
                        launch.node()))
                .withHostConfig(hostConfig(spec, binds(launch.folder(), spec, adHoc)));
        Object owner = Files.getAttribute(launch.folder().out(), "unix:uid");
        if (!owner.equals(0)) {
            // What the task writes has to be the agent's, which is an ordinary user.
            create.withUser(owner + ":" + Files.getAttribute(launch.folder().out(), "unix:gid"));
        }
        return create.exec().getId();
    }

    private static HostConfig hostConfig(TaskSpec spec, List<Bind> binds) {
        Limits limits = spec.limits();
        long memory = limits.memoryMb() > 0 ? limits.memoryMb() : DEFAULT_MEMORY_MB;
        HostConfig config = HostConfig.newHostConfig()
                .withBinds(binds)
                .withReadonlyRootfs(!spec.writableRoot())
                .withTmpFs(Map.of("/tmp", "rw,nosuid,nodev,mode=1777"))
                .withCapDrop(Capability.ALL)
                .withSecurityOpts(List.of("no-new-privileges"))
                .withMemory(memory << 20)
                .withMemorySwap(memory << 20)
                .withPidsLimit((long) (limits.pids() > 0 ? limits.pids() : DEFAULT_PIDS));
        return limits.cpuMillis() > 0 ? config.withNanoCPUs(limits.cpuMillis() * 1_000_000L) : config;
    }

    private static List<Bind> binds(TaskFolder folder, TaskSpec spec, Optional<Path> adHoc) {
        List<Bind> binds = new ArrayList<>();
        binds.add(bind(folder.in(), OUTRIDER.resolve("in"), AccessMode.ro));
        binds.add(bind(folder.out(), OUTRIDER.resolve("out"), AccessMode.rw));
        binds.add(bind(folder.state(), OUTRIDER.resolve("state"), AccessMode.rw));
        adHoc.ifPresent(files -> binds.add(bind(files, OUTRIDER.resolve("in/content"), AccessMode.ro)));
        if (spec.hostTools()) {
            HOST_TOOLS.stream()
                    .map(name -> Path.of("/", name))
                    .filter(Files::isDirectory)
                    .forEach(host -> binds.add(bind(host, host, AccessMode.ro)));
        }
        return binds;
    }

    private static Bind bind(Path host, Path container, AccessMode mode) {
        return new Bind(host.toString(), new Volume(container.toString()), mode);
    }

    /** The container's user, whoever it is, may use the folders; those above them are closed to everybody else. */
    private static void open(TaskFolder folder) throws IOException {
        try (Stream<Path> inputs = Files.walk(folder.in())) {
            for (Path path : inputs.toList()) {
                boolean isFolder = Files.isDirectory(path);
                Files.setPosixFilePermissions(
                        path, PosixFilePermissions.fromString(isFolder ? "rwxr-xr-x" : "rw-r--r--"));
            }
        }
        for (Path writable : List.of(folder.out(), folder.artifacts(), folder.state())) {
            Files.setPosixFilePermissions(writable, PosixFilePermissions.fromString("rwxrwxrwx"));
        }
    }
}
