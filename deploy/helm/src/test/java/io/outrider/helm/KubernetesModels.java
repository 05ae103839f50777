package io.outrider.helm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * The npm package kubernetes-models, which checks objects by Kubernetes' OpenAPI document with the values that fields may have: where
 * {@code OUTRIDER_TEST_KUBERNETES_MODELS} says, as {@code .ci/kubernetes-models.sh} prints it, else what that script fetched before.
 */
record KubernetesModels(Path folder) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path SCRIPT = Helm.root().resolve("deploy/helm/src/test/resources/validate.mjs");

    /** Returns the package that is here; skips the test if there is none. */
    static KubernetesModels installed() {
        Optional<Path> found = Stream.concat(
                        Stream.ofNullable(System.getenv("OUTRIDER_TEST_KUBERNETES_MODELS"))
                                .filter(folder -> !folder.isEmpty())
                                .map(Path::of),
                        fetched())
                .filter(folder -> Files.isDirectory(folder.resolve("node_modules/kubernetes-models")))
                .findFirst();
        String missing = found.isEmpty() ? "kubernetes-models" : hasNode() ? "" : "node";
        if (!missing.isEmpty()) {
            System.out.println("skipped: no " + missing);
        }
        Assumptions.assumeTrue(missing.isEmpty(), "skipped: no " + missing);
        return new KubernetesModels(found.orElseThrow());
    }

    private static Stream<Path> fetched() {
        String caches = System.getenv().getOrDefault("XDG_CACHE_HOME", System.getProperty("user.home") + "/.cache");
        Path folder = Path.of(caches, "outrider", "kubernetes-models");
        if (!Files.isDirectory(folder)) {
            return Stream.empty();
        }
        try (Stream<Path> folders = Files.list(folder)) {
            return folders.sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean hasNode() {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "node")));
    }

    /** Returns what is wrong with the objects; empty: nothing. */
    List<String> problems(List<JsonNode> objects) {
        try {
            Process process = new ProcessBuilder("node", SCRIPT.toString(), folder.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            try (var out = process.getOutputStream()) {
                out.write(JSON.writeValueAsBytes(objects));
            }
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new AssertionError("Expected node to succeed, but it ended with " + process.exitValue());
            }
            return List.of(JSON.readValue(said, String[].class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
