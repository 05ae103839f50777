package io.outrider.stack.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Everything needed to start one child process.
 *
 * @param command the program and its arguments; never secrets, which any user of the machine could read there
 * @param environment variables added to those of this process; secrets go here
 * @param directory the working directory, which must exist
 * @param log the file that standard output and standard error are appended to
 */
public record Launch(List<String> command, Map<String, String> environment, Path directory, Path log) {

    public Launch {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    /** Names the program only: the environment holds secrets. */
    @Override
    public String toString() {
        return "Launch" + command;
    }
}
