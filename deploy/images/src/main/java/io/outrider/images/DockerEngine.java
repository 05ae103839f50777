package io.outrider.images;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The {@code docker} command of this machine. */
final class DockerEngine {

    private DockerEngine() {}

    static void load(Path archive) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(List.of("docker", "load", "--quiet", "--input", archive.toString()))
                .inheritIO()
                .start();
        int code = process.waitFor();
        if (code != 0) {
            throw new IOException("Expected docker load to take " + archive + ", but it ended with " + code);
        }
    }
}
