package io.outrider.agent.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** Reads agent.yaml. Relative paths in it count from the file's own folder. */
public final class ConfigReader {

    private static final Set<String> KEYS = Set.of(
            "gateway",
            "name",
            "labels",
            "slots",
            "stateDir",
            "runtimes",
            "dockerSocket",
            "proxy",
            "logSpoolMaxMb",
            "imageCacheMaxMb",
            "tokenFile");
    private static final Set<String> RUNTIME_KEYS =
            Set.of("host", "sandbox", "docker", "allowPlainProcess", "sandboxNetwork");
    // A configuration of a page; more is the wrong file.
    private static final long MAX_BYTES = 64 * 1024;

    private ConfigReader() {}

    /**
     * Reads and checks a file.
     *
     * @param hostName the node's name, if the file gives none
     * @throws ConfigException with every problem found
     */
    public static AgentConfig read(Path file, String hostName) throws ConfigException {
        JsonNode root = parse(file);
        Path base = file.toAbsolutePath().getParent();
        ConfigFields fields = new ConfigFields(root, "");
        fields.onlyKeys(KEYS);
        ConfigFields runtimes = fields.section("runtimes");
        runtimes.onlyKeys(RUNTIME_KEYS);
        // Tasks mostly wait; four for each core keeps a machine busy without crowding it.
        int defaultSlots = 4 * Runtime.getRuntime().availableProcessors();
        AgentConfig config = new AgentConfig(
                fields.uri("gateway", Set.of("https")).orElse(URI.create("https://localhost")),
                fields.name("name", hostName),
                fields.texts("labels"),
                fields.number("slots", defaultSlots, 1, 1_000),
                base.resolve(fields.text("stateDir").orElse("state")).normalize(),
                new AgentConfig.Runtimes(
                        runtimes.choice("host", Switch.FALSE) == Switch.TRUE,
                        runtimes.choice("sandbox", Switch.AUTO),
                        runtimes.choice("docker", Switch.AUTO),
                        runtimes.choice("allowPlainProcess", Switch.FALSE) == Switch.TRUE,
                        runtimes.choice("sandboxNetwork", Switch.TRUE) != Switch.FALSE),
                fields.uri("dockerSocket", Set.of("unix", "tcp")).orElse(URI.create("unix:///var/run/docker.sock")),
                fields.uri("proxy", Set.of("http")),
                fields.number("logSpoolMaxMb", 256, 1, 1_000_000),
                fields.number("imageCacheMaxMb", 4_096, 16, 10_000_000),
                fields.text("tokenFile").map(base::resolve));
        fields.require("gateway", "the https URL of the gateway, for example https://gateway.example.org:9443");
        List<String> problems = fields.problems();
        if (!problems.isEmpty()) {
            throw new ConfigException(
                    problems.stream().map(problem -> file + ": " + problem).toList());
        }
        return config;
    }

    private static JsonNode parse(Path file) throws ConfigException {
        try {
            if (!Files.isRegularFile(file)) {
                throw new ConfigException(List.of("Expected a configuration file at " + file + ", but there is none"));
            }
            if (Files.size(file) > MAX_BYTES) {
                throw new ConfigException(List.of("Expected " + file + " to be at most 64 KiB, but it is larger"));
            }
            JsonNode root = new YAMLMapper().readTree(Files.readString(file));
            if (root == null || root.isMissingNode() || root.isNull()) {
                return JsonNodeFactory.instance.objectNode();
            }
            if (!root.isObject()) {
                throw new ConfigException(
                        List.of("Expected " + file + " to hold keys and values, but it holds something else"));
            }
            return root;
        } catch (JsonProcessingException e) {
            throw new ConfigException(List.of("Expected " + file + " to be YAML, but "
                    + e.getOriginalMessage().lines().findFirst().orElse("")));
        } catch (IOException e) {
            throw new ConfigException(List.of("Expected to read " + file + ", but " + e.getMessage()));
        }
    }
}
