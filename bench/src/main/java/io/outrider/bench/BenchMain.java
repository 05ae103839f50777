package io.outrider.bench;

import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code ./outrider bench NAME}. */
@Command(
        name = "outrider bench",
        mixinStandardHelpOptions = true,
        scope = CommandLine.ScopeType.INHERIT,
        description = "Measures speed. Each benchmark starts a stack of its own and stops it.",
        subcommands = {DispatchBench.class, StartBench.class, EventsBench.class},
        synopsisSubcommandLabel = "NAME")
final class BenchMain {

    private static final Logger KAFKA = Logger.getLogger("org.apache.kafka");

    private BenchMain() {}

    public static void main(String[] arguments) {
        KAFKA.setLevel(Level.WARNING);
        System.exit(command().execute(arguments));
    }

    static CommandLine command() {
        CommandLine command = new CommandLine(new BenchMain());
        command.setExecutionExceptionHandler((failure, line, parsed) -> {
            line.getErr().println("outrider bench: " + failure.getMessage());
            return 1;
        });
        return command;
    }
}
