package io.outrider.stack.supervisor;

import io.outrider.stack.infrastructure.StackDirectory;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The supervisor as a background process, as {@code up --detach} starts it. */
public final class SupervisorMain {

    private SupervisorMain() {}

    /** Takes the data folder and then any of {@code --keep-going}, {@code --no-agent}. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        List<String> options = List.of(arguments).subList(1, arguments.length);
        var directory = new StackDirectory(Path.of(arguments[0]));
        var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        var progress = new ProgressReport(out, false);
        boolean up = new Watch(directory, options.contains("--keep-going"), !options.contains("--no-agent"), progress)
                .run(() -> out.println("up"));
        System.exit(up ? 0 : 1);
    }
}
