package io.outrider.k8s.attempt.application;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.outrider.k8s.attempt.application.Result.Artifact;
import io.outrider.protocol.ProtocolJson;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what the program beside a task says that it left; outputs have to be a JSON object. */
@ApplicationScoped
public class Results {

    private static final int MAX_ARTIFACTS = 1_000;
    private static final int MAX_NAME = 4_096;
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    /** Reads a termination message; null if this is none. */
    @Nullable
    Result fromMessage(@Nullable String message) {
        if (message == null || message.isBlank()) {
            return null;
        }
        try {
            return read(message);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /**
     * Reads {@code {"outputs":…,"problem":…,"artifacts":[…]}}.
     *
     * @throws IllegalArgumentException if this is something else
     */
    public Result read(String json) {
        JsonNode root = tree(json, "a result as JSON");
        String outputs = text(root, "outputs");
        String problem = text(root, "problem");
        if (outputs != null && problem == null) {
            problem = problem(outputs);
        }
        return new Result(problem == null ? outputs : null, problem, artifacts(root.path("artifacts")));
    }

    private static @Nullable String problem(String outputs) {
        try {
            JsonNode tree = ProtocolJson.mapper().readTree(outputs);
            return tree.isObject() ? null : "Expected outputs.json to be a JSON object, but it is something else";
        } catch (JsonProcessingException e) {
            String where =
                    e.getLocation() == null ? "" : " (line " + e.getLocation().getLineNr() + ")";
            return "Expected outputs.json to be JSON, but " + e.getOriginalMessage() + where;
        }
    }

    private static List<Artifact> artifacts(JsonNode nodes) {
        List<Artifact> artifacts = new ArrayList<>();
        for (JsonNode node : nodes) {
            String name = node.path("name").asText();
            String sha256 = node.path("sha256").asText();
            boolean good = !name.isEmpty()
                    && name.length() <= MAX_NAME
                    && SHA256.matcher(sha256).matches();
            if (!good || artifacts.size() >= MAX_ARTIFACTS) {
                throw new IllegalArgumentException("Expected at most " + MAX_ARTIFACTS
                        + " artifacts with name and sha256, but one is '" + name + "'");
            }
            artifacts.add(new Artifact(name, sha256, node.path("size").asLong()));
        }
        return artifacts;
    }

    private static @Nullable String text(JsonNode root, String name) {
        return root.path(name).isTextual() ? root.path(name).textValue() : null;
    }

    private static JsonNode tree(String json, String what) {
        try {
            return ProtocolJson.mapper().readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Expected " + what + ", but " + e.getOriginalMessage(), e);
        }
    }
}
