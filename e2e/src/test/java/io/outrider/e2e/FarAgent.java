package io.outrider.e2e;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** An agent beside the stack's own, enrolled and started as on a machine far away. */
final class FarAgent implements AutoCloseable {

    private static final Path ROOT = Path.of(System.getProperty("outrider.root"));

    private final Outrider outrider;
    private final String name;
    private final Process process;

    private FarAgent(Outrider outrider, String name, Process process) {
        this.outrider = outrider;
        this.name = name;
        this.process = process;
    }

    /** Starts it. */
    static FarAgent start(Outrider outrider, URI gateway, String name, Path folder) throws IOException {
        String token = outrider.post("gateway", "/enrolment-tokens", "{\"name\": \"%s\"}".formatted(name))
                .path("token")
                .asText();
        Path configuration =
                Files.writeString(folder.resolve(name + ".yaml"), """
                gateway: %s
                name: %s
                slots: 4
                stateDir: %s
                runtimes: {host: true, sandbox: false, docker: false}
                """.formatted(gateway, name, folder.resolve(name)));
        ProcessBuilder builder = new ProcessBuilder(
                        ROOT.resolve("executor-remote/agent/target/agent/outrider-agent")
                                .toString(),
                        "--config",
                        configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(name + ".log").toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("OUTRIDER_AGENT_TOKEN", token);
        return new FarAgent(outrider, name, builder.start());
    }

    /** Returns when jobs can be given to it. */
    void awaitOnline() {
        await().atMost(Duration.ofMinutes(1))
                .ignoreExceptions()
                .until(() -> outrider.get("scheduler-service", "/nodes/" + name)
                        .path("status")
                        .asText()
                        .equals("ONLINE"));
    }

    /** Ends it in order. */
    @Override
    public void close() {
        process.destroy();
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
