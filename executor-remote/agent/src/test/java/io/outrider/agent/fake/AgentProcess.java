package io.outrider.agent.fake;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A real agent in a JVM of its own, as nodes run it. */
public final class AgentProcess implements AutoCloseable {

    private final Path home;
    private final FakeGateway gateway;
    private final String settings;
    private final String token;
    private final List<String> command;
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
        this(home, gateway, settings, gateway.token(), AgentProgram.command(), environment);
    }

    /** Starts an agent with this token. */
    public AgentProcess(Path home, FakeGateway gateway, String settings, String token) {
        this(home, gateway, settings, token, AgentProgram.command(), Map.of());
    }

    /** Starts an agent of which a thread fails once there is a file {@value FailingAgent#MARK} in its folder. */
    public static AgentProcess failing(Path home, FakeGateway gateway, String settings) {
        return new AgentProcess(home, gateway, settings, AgentProgram.failing());
    }

    /** Starts an agent by this command, which lacks only its arguments, for example as another user. */
    AgentProcess(Path home, FakeGateway gateway, String settings, List<String> command) {
        this(home, gateway, settings, gateway.token(), command, Map.of());
    }

    private AgentProcess(
            Path home,
            FakeGateway gateway,
            String settings,
            String token,
            List<String> command,
            Map<String, String> environment) {
        this.home = home;
        this.gateway = gateway;
        this.settings = settings;
        this.token = token;
        this.command = List.copyOf(command);
        this.environment.putAll(environment);
        this.processes.add(launch());
    }

    private Process launch() {
        try {
            Files.createDirectories(home);
            Files.writeString(
                    home.resolve("agent.yaml"),
                    "gateway: " + gateway.uri() + "\nname: n1\nstateDir: state\n" + settings);
            List<String> words = new ArrayList<>(command);
            words.addAll(List.of("--config", home.resolve("agent.yaml").toString()));
            ProcessBuilder builder = new ProcessBuilder(words)
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

    /** Waits until it ends by itself; returns its exit code. */
    public int awaitExit() {
        join();
        return processes.getLast().exitValue();
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
            if (!processes.getLast().waitFor(60, TimeUnit.SECONDS)) {
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
