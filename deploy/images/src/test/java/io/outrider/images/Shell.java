package io.outrider.images;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Commands of this machine. */
final class Shell {

    private Shell() {}

    /** What a command said, both streams, and how it ended. */
    record Result(int code, String said) {}

    static boolean has(String command) {
        for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
            if (Path.of(folder, command).toFile().canExecute()) {
                return true;
            }
        }
        System.out.println("skipped: no " + command);
        return false;
    }

    static Result run(Path folder, List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), said);
    }
}
