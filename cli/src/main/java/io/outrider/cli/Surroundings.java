package io.outrider.cli;

import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;

/**
 * All that a command sees of the world outside, so that tests can give it another one.
 *
 * @param root the folder of the project, where the local stack keeps its data by default
 * @param terminal whether a person watches: progress, colours and waiting by default
 */
public record Surroundings(
        Map<String, String> env, PrintWriter out, PrintWriter err, InstantSource clock, Path root, boolean terminal) {

    static Surroundings ofProcess() {
        return new Surroundings(
                System.getenv(),
                new PrintWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8), true),
                new PrintWriter(new OutputStreamWriter(System.err, StandardCharsets.UTF_8), true),
                InstantSource.system(),
                Path.of(System.getProperty("outrider.root", "."))
                        .toAbsolutePath()
                        .normalize(),
                Boolean.getBoolean("outrider.terminal"));
    }

    /** The local stack's data folder. */
    public Path dataFolder() {
        String configured = env.getOrDefault("OUTRIDER_DATA", "");
        return configured.isEmpty() ? root.resolve(".outrider") : Path.of(configured);
    }
}
