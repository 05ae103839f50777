package io.outrider.cli.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import io.outrider.cli.CommandException;
import io.outrider.cli.ExitCode;
import io.outrider.cli.Session;
import io.outrider.cli.connection.Call;
import io.outrider.cli.stream.Poll;
import io.outrider.cli.template.Pushing;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The conformance template, which comes with the command line: made for the type that the node can run. */
final class ConformanceTemplate {

    private static final String HOST_TYPE = "host-shell";
    private static final List<String> FILES = List.of("template.yaml", "run.sh");
    private static final Duration LONGEST_BUILD = Duration.ofMinutes(30);

    private final Session session;
    private final String type;

    ConformanceTemplate(Session session, String type) {
        this.session = session;
        this.type = type;
    }

    /** Returns the type for a node: its own tools where it has them, else an image with a shell. */
    static String typeFor(JsonNode node) {
        List<String> runtimes =
                node.path("runtimes").valueStream().map(JsonNode::asText).toList();
        return runtimes.contains("sandbox") || runtimes.contains("process") ? HOST_TYPE : "shell";
    }

    /** Pushes it and waits for its image. Returns the version as {@code name@version}; the same content is the same version. */
    String push() {
        Path folder = unpack();
        try {
            JsonNode version = new Pushing(session).path(folder, null).body();
            JsonNode built = Poll.until(
                    () -> current(version),
                    found -> !"BUILDING".equals(found.path("status").asText()),
                    found -> "building " + Pushing.name(found),
                    LONGEST_BUILD,
                    session.progress());
            if (!"READY".equals(built.path("status").asText())) {
                throw new CommandException(
                        ExitCode.FAILED,
                        "Building " + Pushing.name(built) + " failed: "
                                + built.path("reason").asText("see its log") + "; outrider build logs "
                                + built.path("buildId").asText());
            }
            return Pushing.name(built);
        } finally {
            remove(folder);
        }
    }

    private JsonNode current(JsonNode version) {
        return session.api()
                .get(Call.to(
                                "templates",
                                version.path("template").asText(),
                                "versions",
                                version.path("version").asText())
                        .with("project", session.project()));
    }

    private Path unpack() {
        try {
            Path folder = Files.createTempDirectory("outrider-conformance-");
            for (String file : FILES) {
                Files.writeString(folder.resolve(file), "template.yaml".equals(file) ? typed(read(file)) : read(file));
            }
            return folder;
        } catch (IOException e) {
            throw new CommandException(ExitCode.FAILED, "Expected to write a temporary folder, but: " + e.getMessage());
        }
    }

    private String typed(String template) {
        String name = type.equals(HOST_TYPE) ? "conformance" : "conformance-" + type.replaceAll("[^a-z0-9]+", "-");
        return template.replaceFirst("(?m)^name: conformance$", "name: " + name)
                .replaceFirst("(?m)^type: \\S+", "type: " + type);
    }

    private static String read(String file) throws IOException {
        try (InputStream in = ConformanceTemplate.class.getResourceAsStream("/conformance/" + file)) {
            if (in == null) {
                throw new IllegalStateException("Expected conformance/" + file + " in the command line's jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void remove(Path folder) {
        try {
            for (String file : FILES) {
                Files.deleteIfExists(folder.resolve(file));
            }
            Files.deleteIfExists(folder);
        } catch (IOException left) {
            folder.toFile().deleteOnExit();
        }
    }
}
