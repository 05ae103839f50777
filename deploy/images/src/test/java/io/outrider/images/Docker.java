package io.outrider.images;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The {@code docker} command, and the containers that a test started with it. */
final class Docker {

    /** How an image is run in production: nothing can be written but /tmp, no privileges, no more memory than it needs. */
    private static final List<String> CONFINED = List.of(
            "--read-only",
            "--tmpfs",
            "/tmp:exec,mode=1777",
            "--cap-drop",
            "ALL",
            "--security-opt",
            "no-new-privileges",
            "--network",
            "host",
            "--memory",
            "512m");

    private final List<String> containers = new ArrayList<>();

    /** Returns what is in the way of using it; empty: nothing. */
    static Optional<String> problem() throws IOException, InterruptedException {
        if (!Shell.has("docker")) {
            return Optional.of("there is no docker command");
        }
        Shell.Result asked = run(List.of("version"));
        return asked.code() == 0 ? Optional.empty() : Optional.of(lastLine(asked.said()));
    }

    static Shell.Result run(List<String> arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("docker"));
        command.addAll(arguments);
        return Shell.run(Built.ROOT, command);
    }

    /** Starts a container and returns at once. */
    String start(String image, Map<String, String> environment, List<String> mounts)
            throws IOException, InterruptedException {
        Shell.Result started = run(words(List.of("--detach"), image, environment, mounts, List.of()));
        if (started.code() != 0) {
            throw new AssertionError("Expected Docker to start " + image + ", but it said: " + started.said());
        }
        String container = lastLine(started.said());
        containers.add(container);
        return container;
    }

    /** Runs a container to its end. */
    static Shell.Result runToEnd(
            String image, Map<String, String> environment, List<String> mounts, List<String> arguments)
            throws IOException, InterruptedException {
        return run(words(List.of("--rm"), image, environment, mounts, arguments));
    }

    private static String lastLine(String text) {
        return text.lines().reduce("", (before, last) -> last);
    }

    static String logs(String container) throws IOException, InterruptedException {
        return run(List.of("logs", "--tail", "60", container)).said();
    }

    private static List<String> words(
            List<String> way,
            String image,
            Map<String, String> environment,
            List<String> mounts,
            List<String> arguments) {
        var words = new ArrayList<>(List.of("run"));
        words.addAll(way);
        words.addAll(CONFINED);
        environment.forEach((name, value) -> words.addAll(List.of("--env", name + "=" + value)));
        mounts.forEach(mount -> words.addAll(List.of("--volume", mount)));
        words.add(image);
        words.addAll(arguments);
        return words;
    }

    void removeAll() throws IOException, InterruptedException {
        for (String container : containers) {
            run(List.of("rm", "--force", "--volumes", container));
        }
    }
}
