package io.outrider.agent.runtime.process;

import io.outrider.agent.folder.TaskFolder;
import io.outrider.agent.folder.TaskInputs;
import io.outrider.agent.image.Content;
import io.outrider.agent.runtime.Launch;
import io.outrider.agent.runtime.LiveTask;
import io.outrider.agent.runtime.TaskRuntime;
import io.outrider.protocol.TaskRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Runs a task as a plain process of the agent's user: in a private folder, with a copy of the image's content, without isolation.
 * {@code process} gives it a bare environment; {@code host} gives it the agent's own, as it acts on the machine itself.
 */
public final class PlainRuntime implements TaskRuntime {

    private static final String PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    /** The agent's own variables, but for its secrets. */
    private static final String MACHINE = RunScript.exports(System.getenv().entrySet().stream()
            .filter(variable -> !variable.getKey().startsWith("OUTRIDER_"))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));

    private final String name;
    private final boolean machine;
    private final SlotShells shells;
    private final Content content;

    private PlainRuntime(String name, boolean machine, SlotShells shells, Content content) {
        this.name = name;
        this.machine = machine;
        this.shells = shells;
        this.content = content;
    }

    public static PlainRuntime process(SlotShells shells, Content content) {
        return new PlainRuntime("process", false, shells, content);
    }

    public static PlainRuntime host(SlotShells shells, Content content) {
        return new PlainRuntime("host", true, shells, content);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public LiveTask start(Launch launch) throws CannotStartException, IOException, InterruptedException {
        TaskFolder folder = launch.folder();
        Content.Copied copied = content.copyFor(launch.offer().spec(), folder);
        Map<String, String> variables = new LinkedHashMap<>();
        if (!machine) {
            variables.put("PATH", PATH);
            variables.put("HOME", folder.disk().toString());
            variables.put("LANG", "C.UTF-8");
        }
        variables.putAll(copied.env());
        variables.putAll(TaskInputs.variables(
                launch.offer(), launch.secrets(), launch.node(), folder.in(), folder.out(), folder.state()));
        String workdir = workdir(launch, copied.root()).toString();
        launch.requireWanted();
        return shells.start(
                folder,
                RunScript.of(
                        workdir,
                        machine ? MACHINE : "",
                        variables,
                        launch.offer().spec().command()));
    }

    /** Returns the image's folder in the copy; for a task without an image the machine's own, if there is one of that name. */
    private Path workdir(Launch launch, Path root) throws CannotStartException, IOException {
        Path asked = Path.of("/").resolve(launch.offer().spec().workdir()).normalize();
        Path copied = root.resolve(asked.toString().substring(1)).normalize();
        if (Files.isDirectory(copied)) {
            return copied;
        }
        if (machine && Files.isDirectory(asked)) {
            return asked;
        }
        if (launch.offer().spec().image() == null) {
            return Files.createDirectories(root);
        }
        throw new CannotStartException("Expected the folder " + asked + " in the image, but it is not there");
    }

    @Override
    public Optional<LiveTask> find(TaskRef ref, TaskFolder folder) throws IOException, InterruptedException {
        return shells.find(folder);
    }
}
