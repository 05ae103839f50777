package io.outrider.contract.remote;

import io.outrider.contract.Executor;
import io.outrider.schemas.avro.ImageRef;
import io.outrider.stack.infrastructure.Endpoints;
import io.outrider.stack.process.FreePorts;
import io.outrider.stack.testing.PackagedService;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The packaged gateway and one packaged agent, enrolled with it. */
final class RemoteExecutor implements Executor {

    private static final String TOKEN = "root-token-for-tests";
    private static final Path ROOT = Path.of(System.getProperty("outrider.root"));
    private static final Pattern ENROLMENT = Pattern.compile("\"token\"\\s*:\\s*\"([^\"]+)\"");

    private final Path folder;
    private final String runtimes;
    private final boolean isolates;
    private final String node = "node-" + UUID.randomUUID().toString().substring(0, 8);
    private final int agentsPort = new FreePorts().any();
    private final PackagedService gateway;
    private String enrolment = "";
    private @Nullable Process agent;

    /**
     * Prepares both.
     *
     * @param runtimes those of agent.yaml, as YAML
     */
    RemoteExecutor(Endpoints endpoints, Path folder, String runtimes, boolean isolates) throws IOException {
        this.folder = folder;
        this.runtimes = runtimes;
        this.isolates = isolates;
        Path tokens = Files.writeString(folder.resolve("tokens"), "root:admin:" + TOKEN + "\n");
        gateway = new PackagedService(
                endpoints,
                ROOT.resolve("executor-remote/gateway/target/quarkus-app"),
                "gateway",
                folder,
                List.of(
                        "-Xmx384m",
                        "-XX:TieredStopAtLevel=1",
                        "-Doutrider.auth.tokens-file=" + tokens,
                        "-Doutrider.artifacts.dir=" + artifacts(),
                        "-Doutrider.gateway.ca.dir=" + folder.resolve("ca"),
                        "-Doutrider.gateway.agents.port=" + agentsPort,
                        "-Doutrider.gateway.poll=5s"));
    }

    @Override
    public String name() {
        return "remote";
    }

    @Override
    public String node() {
        return node;
    }

    @Override
    public Optional<ImageRef> image() {
        return Optional.empty();
    }

    @Override
    public boolean isolates() {
        return isolates;
    }

    @Override
    public Path artifacts() {
        return folder.resolve("artifacts");
    }

    @Override
    public void start() throws IOException, InterruptedException {
        gateway.start();
        if (enrolment.isEmpty()) {
            enrolment = enrol();
        }
        Files.writeString(
                folder.resolve("agent.yaml"),
                "gateway: https://127.0.0.1:" + agentsPort + "\nname: " + node
                        + "\nstateDir: state\nslots: 8\nruntimes: " + runtimes + "\n");
        ProcessBuilder builder = new ProcessBuilder(
                        ROOT.resolve("executor-remote/agent/target/agent/outrider-agent")
                                .toString(),
                        "--config",
                        folder.resolve("agent.yaml").toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("agent.log").toFile()));
        builder.environment().put("OUTRIDER_AGENT_TOKEN", enrolment);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        agent = builder.start();
    }

    @Override
    public void kill() throws InterruptedException {
        gateway.kill();
        Process running = agent;
        if (running != null) {
            running.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
    }

    private String enrol() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(gateway.base().resolve("/api/v1/enrolment-tokens"))
                .header("Authorization", "Bearer " + TOKEN)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"name\":\"" + node + "\",\"labels\":{\"site\":\"contract\"}}"))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            String answer =
                    client.send(request, HttpResponse.BodyHandlers.ofString()).body();
            Matcher token = ENROLMENT.matcher(answer);
            if (!token.find()) {
                throw new AssertionError("Expected an enrolment token, but got " + answer);
            }
            return token.group(1);
        }
    }

    @Override
    public void close() {
        Process running = agent;
        if (running != null) {
            running.destroyForcibly().onExit().join();
        }
        gateway.close();
    }
}
