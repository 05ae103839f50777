package io.outrider.stack.service;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.outrider.stack.infrastructure.StackDirectory;
import io.outrider.stack.process.ClassArchive;
import io.outrider.stack.process.Component;
import io.outrider.stack.process.JavaCommand;
import io.outrider.stack.process.Launch;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The agent of this machine, a node named {@code local}; enrols itself at its first start. */
public final class LocalAgent implements Component {

    public static final String NODE = "local";

    /** Host tasks mostly wait, so more of them than cores run side by side. */
    private static final int SLOTS = 8;

    private static final Map<String, String> LABELS = Map.of("kind", "local", "os", "linux");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path application;
    private final StackDirectory directory;
    private final AccessTokens access;
    private final ServicePorts ports;

    /** Empty once the agent has a certificate. */
    private String enrolmentToken = "";

    public LocalAgent(Path root, StackDirectory directory, AccessTokens access, ServicePorts ports) {
        this.application = root.resolve("executor-remote/agent/target/agent");
        this.directory = directory;
        this.access = access;
        this.ports = ports;
    }

    public Path application() {
        return application;
    }

    @Override
    public String name() {
        return "agent";
    }

    @Override
    public Map<String, Integer> ports() {
        return Map.of();
    }

    private Path home() {
        return directory.service(name());
    }

    @Override
    public void prepare() throws IOException {
        StackDirectory.createPrivately(home());
        Files.writeString(home().resolve("agent.yaml"), configuration());
        String gateway = "http://127.0.0.1:" + ports.http(ServiceKind.GATEWAY);
        enrolmentToken = isEnrolled() ? "" : new EnrolmentTokens(gateway, access).request(NODE, LABELS);
    }

    /** JSON is YAML too. */
    private String configuration() throws IOException {
        return JSON.writerWithDefaultPrettyPrinter()
                .writeValueAsString(Map.of(
                        "gateway",
                        "https://127.0.0.1:" + ports.agents(),
                        "name",
                        NODE,
                        "labels",
                        LABELS,
                        "slots",
                        SLOTS,
                        "stateDir",
                        home().toString(),
                        "runtimes",
                        Map.of("host", true, "sandbox", "auto", "docker", "auto", "allowPlainProcess", true)));
    }

    /** The agent writes its certificate last, so that everything is there with it. */
    private boolean isEnrolled() {
        return Files.exists(home().resolve("identity/certificate.pem"));
    }

    @Override
    public Launch launch() throws IOException {
        // The agent's own flags, tuned for little memory.
        var flags = new ArrayList<>(List.of("@" + application.resolve("jvm.options")));
        Path program = application.resolve("outrider-agent.jar");
        flags.addAll(new ClassArchive(application.resolve("classes.jsa"), program).flags());
        var java = new JavaCommand(
                flags,
                List.of(application + "/*", application + "/lib/*"),
                "io.outrider.agent.AgentMain",
                List.of("--config", home().resolve("agent.yaml").toString()));
        var environment = new HashMap<String, String>();
        environment.put("MALLOC_ARENA_MAX", "2");
        // When the stack goes down nothing is left running; after a crash of the agent alone its tasks go on.
        environment.put("OUTRIDER_AGENT_STOP_TASKS", "true");
        if (!enrolmentToken.isEmpty()) {
            environment.put("OUTRIDER_AGENT_TOKEN", enrolmentToken);
        }
        return new Launch(java.words(), environment, home(), directory.log(name()));
    }

    /** Ready means that the scheduler sees the node online: only then can it be given work. */
    @Override
    public boolean isReady() throws IOException {
        var address =
                URI.create("http://127.0.0.1:" + ports.http(ServiceKind.SCHEDULER_SERVICE) + "/api/v1/nodes/" + NODE);
        var connection = (HttpURLConnection) address.toURL().openConnection();
        connection.setConnectTimeout(2_000);
        connection.setReadTimeout(2_000);
        connection.setRequestProperty("Authorization", "Bearer " + access.admin());
        try (var answer = connection.getInputStream()) {
            return JSON.readTree(answer).path("status").asText().equals("ONLINE");
        }
    }
}
