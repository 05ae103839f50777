package io.outrider.stack.command;

import io.outrider.stack.infrastructure.Installation;
import io.outrider.stack.infrastructure.StackDirectory;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which data folder a command is about. */
final class DataOption {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The stack's data folder; default: $OUTRIDER_DATA, else .outrider in the project's folder.")
    private @Nullable Path data;

    StackDirectory directory() {
        if (data != null) {
            return new StackDirectory(data);
        }
        @Nullable String configured = System.getenv("OUTRIDER_DATA");
        if (configured != null && !configured.isEmpty()) {
            return new StackDirectory(Path.of(configured));
        }
        return new StackDirectory(Installation.find().root().resolve(".outrider"));
    }
}
