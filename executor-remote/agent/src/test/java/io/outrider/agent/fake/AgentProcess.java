package io.outrider.agent.fake;

import io.outrider.agent.AgentMain;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A real agent in a JVM of its own, as nodes run it. */
public final class AgentProcess implements AutoCloseable {

    private static final List<String> JVM = jvmOptions();

    private final Path home;
    private final FakeGateway gateway;
    private final String settings;
    private final String token;
    private final List<String> prefix;
    private final String classPath;
    private final Map<String, String> environment = new HashMap<>();
    private final List<Process> processes = new ArrayList<>();

    /**
     * Starts an agent.
     *
     * @param home its folder; the state is in state
     * @param settings further lines of agent.yaml
     */
    public AgentProcess(Path home, FakeGateway gateway, String settings) {
        this(home, gateway, settings, gateway.token());
    }

    /** Starts an agent with these variables beside the usual ones. */
    public AgentProcess(Path home, FakeGateway gateway, String settings, Map<String, String> environment) {
        this(home, gateway, settings, gateway.token(), List.of(), System.getProperty("java.class.path"), environment);
    }

    /** Starts an agent with this token. */
    public AgentProcess(Path home, FakeGateway gateway, String settings, String token) {
        this(home, gateway, settings, token, List.of(), System.getProperty("java.class.path"));
    }

    /** Starts an agent by a command that ends in the agent's, for example as another user. */
    public AgentProcess(
            Path home, FakeGateway gateway, String settings, String token, List<String> prefix, String classPath) {
        this(home, gateway, settings, token, prefix, classPath, Map.of());
    }

    private AgentProcess(
            Path home,
            FakeGateway gateway,
            String settings,
            String token,
            List<String> prefix,
            String classPath,
            Map<String, String> environment) {
        this.home = home;
        this.gateway = gateway;
        this.settings = settings;
        this.token = token;
        this.prefix = prefix;
        this.classPath = classPath;
        this.environment.putAll(environment);
        this.processes.add(launch());
    }

    private static List<String> jvmOptions() {
        try {
            return Files.readAllLines(Path.of("src/main/launcher/jvm.options")).stream()
                    .filter(line -> line.startsWith("-"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Process launch() {
        try {
            Files.createDirectories(home);
            Files.writeString(
                    home.resolve("agent.yaml"),
                    "gateway: " + gateway.uri() + "\nname: n1\nstateDir: state\n" + settings);
            List<String> command = new ArrayList<>(prefix);
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(JVM);
            command.addAll(List.of(
                    "-cp",
                    classPath,
                    AgentMain.class.getName(),
                    "--config",
                    home.resolve("agent.yaml").toString()));
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            home.resolve("agent.log").toFile()));
            builder.environment().put("OUTRIDER_AGENT_TOKEN", token);
            builder.environment().put("OUTRIDER_LOG_LEVEL", "FINE");
            builder.environment().put("MALLOC_ARENA_MAX", "2");
            builder.environment().putAll(environment);
            return builder.start();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    public long pid() {
        return processes.getLast().pid();
    }

    /** kill -9. */
    public void kill() {
        processes.getLast().destroyForcibly();
        join();
    }

    /** SIGTERM; returns how long it took. */
    public long terminate() {
        long from = System.nanoTime();
        processes.getLast().destroy();
        join();
        return (System.nanoTime() - from) / 1_000_000;
    }

    public void startAgain() {
        processes.add(launch());
    }

    public String log() {
        try {
            return Files.readString(home.resolve("agent.log"));
        } catch (IOException e) {
            return "";
        }
    }

    private void join() {
        try {
            if (!processes.getLast().waitFor(20, TimeUnit.SECONDS)) {
                throw new IllegalStateException("Expected the agent to end, but it runs");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        processes.forEach(Process::destroyForcibly);
        join();
    }
}
