package io.outrider.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Real agents, each a process of its own, all with the label {@code bench=<group>}. */
final class AgentProcesses implements AutoCloseable {

    private final List<Process> processes = new ArrayList<>();

    static AgentProcesses start(Stack stack, Api api, String group, int count, int slots)
            throws IOException, InterruptedException {
        AgentProcesses agents = new AgentProcesses();
        for (int i = 0; i < count; i++) {
            agents.processes.add(start(stack, api, group, group + "-" + i, slots));
        }
        Nodes.awaitOnline(api, "bench=" + group, count, Duration.ofMinutes(5));
        return agents;
    }

    private static Process start(Stack stack, Api api, String group, String name, int slots)
            throws IOException, InterruptedException {
        String token = Nodes.enrolmentToken(api, name, group);
        Path home = Files.createDirectories(stack.data().resolve("bench-agents").resolve(name));
        Path configuration = Files.writeString(home.resolve("agent.yaml"), """
                gateway: %s
                name: %s
                labels: {bench: %s}
                slots: %d
                stateDir: %s
                runtimes: {host: true, sandbox: false, docker: false, allowPlainProcess: true}
                """.formatted(
                        stack.agentEndpoint(), name, group, slots, home.resolve("state")));
        Path launcher = stack.root().resolve("executor-remote/agent/target/agent/outrider-agent");
        ProcessBuilder builder = new ProcessBuilder(launcher.toString(), "--config", configuration.toString());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("OUTRIDER_AGENT_TOKEN", token);
        builder.redirectErrorStream(true)
                .redirectOutput(home.resolve("agent.log").toFile());
        Process process = builder.start();
        // Ctrl-C ends this process before anything else can be closed.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        return process;
    }

    /** Resident memory of all agents together, MiB. */
    double rssMb() throws IOException {
        long pages = 0;
        for (Process process : processes) {
            String statm = Files.readString(Path.of("/proc", Long.toString(process.pid()), "statm"));
            pages += Long.parseLong(statm.split(" ", -1)[1]);
        }
        // 4 KiB a page on every Linux that the JDK runs on with its defaults here.
        return Math.round(pages * 4 / 1024.0 * 10) / 10.0;
    }

    @Override
    public void close() {
        processes.forEach(Process::destroy);
        for (Process process : processes) {
            try {
                if (!process.waitFor(10, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException e) {
                process.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
    }
}
