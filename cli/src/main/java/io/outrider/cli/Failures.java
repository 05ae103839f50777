package io.outrider.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Tells what went wrong in one readable line on standard error, and chooses the exit code. */
final class Failures implements IExecutionExceptionHandler {

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        PrintWriter err = command.getErr();
        if (failure instanceof CommandException told) {
            err.println("outrider: " + told.getMessage());
            told.details().forEach(detail -> err.println("  " + detail));
            err.flush();
            return told.exitCode();
        }
        err.println("outrider: " + (failure.getMessage() == null ? failure.toString() : failure.getMessage()));
        if (System.getenv("OUTRIDER_TRACE") != null) {
            failure.printStackTrace(err);
        }
        err.flush();
        return ExitCode.FAILED;
    }

    static int misused(ParameterException misuse, String[] args) {
        CommandLine command = misuse.getCommandLine();
        PrintWriter err = command.getErr();
        if (isGroup(command) && misuse.getClass() == ParameterException.class) {
            command.usage(err);
            return ExitCode.USAGE;
        }
        err.println("outrider: " + misuse.getMessage());
        if (!UnmatchedArgumentException.printSuggestions(misuse, err)) {
            err.println("See " + command.getCommandSpec().qualifiedName() + " --help");
        }
        err.flush();
        return ExitCode.USAGE;
    }

    /** A group alone, as in {@code outrider job}, is a question for its commands. */
    private static boolean isGroup(CommandLine command) {
        Object written = command.getCommand();
        return written instanceof Outrider || (written instanceof Commands && !(written instanceof Callable));
    }
}
