package io.outrider.helm;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * A Helm program: of those that {@code OUTRIDER_TEST_HELM} names (paths separated by colons, as {@code .ci/helm.sh} prints them), and the
 * one on the PATH; else those that {@code .ci/helm.sh} fetched before.
 */
record Helm(Path program) {

    private static final Path ROOT = Path.of(System.getProperty("outrider.root"));
    static final Path CHART = ROOT.resolve("deploy/helm/outrider");

    /** What a run of Helm said. */
    record Outcome(int code, String output, String errors) {

        /** Returns the output of a run that must have gone well. */
        String text() {
            if (code != 0) {
                throw new AssertionError(
                        "Expected helm to succeed, but it ended with " + code + ": " + errors + output);
            }
            return output;
        }
    }

    /** Returns every Helm that is here; skips the test if there is none. */
    static Stream<Helm> all() {
        List<Helm> named = Stream.concat(
                        Stream.ofNullable(System.getenv("OUTRIDER_TEST_HELM"))
                                .flatMap(paths -> Arrays.stream(paths.split(File.pathSeparator)))
                                .map(Path::of),
                        onPath().stream())
                .filter(Files::isExecutable)
                .map(Helm::new)
                .toList();
        List<Helm> found = named.isEmpty() ? fetched() : named;
        if (found.isEmpty()) {
            System.out.println("skipped: no helm");
        }
        Assumptions.assumeFalse(found.isEmpty(), "skipped: no helm");
        return found.stream();
    }

    static Helm any() {
        return all().findFirst().orElseThrow();
    }

    static Path root() {
        return ROOT;
    }

    private static List<Helm> fetched() {
        String caches = System.getenv().getOrDefault("XDG_CACHE_HOME", System.getProperty("user.home") + "/.cache");
        Path folder = Path.of(caches, "outrider", "helm");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(folder)) {
            return folders.map(each -> each.resolve("helm/helm"))
                    .filter(Files::isExecutable)
                    .sorted(Comparator.reverseOrder())
                    .map(Helm::new)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Path> onPath() {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(folder -> Path.of(folder, "helm"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Renders the chart as the release {@code outrider} in the namespace {@code automation}. */
    Outcome template(List<String> options) {
        return template(CHART, "outrider", options);
    }

    Outcome template(Path chart, String release, List<String> options) {
        var words = new ArrayList<>(List.of("template", release, chart.toString(), "--namespace", "automation"));
        words.addAll(List.of("--kube-version", "1.36.0"));
        words.addAll(options);
        return run(words);
    }

    Outcome run(List<String> words) {
        try {
            Path home = Files.createTempDirectory("outrider-helm");
            Path errors = home.resolve("errors");
            var command = new ArrayList<>(List.of(program.toString()));
            command.addAll(words);
            var builder = new ProcessBuilder(command).redirectError(errors.toFile());
            builder.environment().put("HELM_CACHE_HOME", home.resolve("cache").toString());
            builder.environment().put("HELM_CONFIG_HOME", home.resolve("config").toString());
            builder.environment().put("HELM_DATA_HOME", home.resolve("data").toString());
            builder.environment().put("KUBECONFIG", home.resolve("none").toString());
            Process process = builder.start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("Expected helm to end within a minute, but it did not: " + command);
            }
            var outcome = new Outcome(process.exitValue(), output, Files.readString(errors));
            Files.delete(errors);
            return outcome;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return program.getParent().getParent().getFileName().toString();
    }
}
