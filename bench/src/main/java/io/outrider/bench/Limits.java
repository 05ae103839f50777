package io.outrider.bench;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Checks what was asked for before a stack is started and minutes have gone. */
final class Limits {

    private final CommandSpec command;

    Limits(CommandSpec command) {
        this.command = command;
    }

    /** Fails unless the option is within its limits. */
    void check(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw refusal(
                    option,
                    String.format(Locale.ROOT, "to be %,d to %,d", least, most),
                    String.format(Locale.ROOT, "%,d", value));
        }
    }

    /** Fails unless each number of the option is within its limits, and there once: each is a case with a name. */
    void check(String option, List<Integer> values, int least, int most) {
        values.forEach(value -> check(option, value, least, most));
        if (new HashSet<>(values).size() < values.size()) {
            throw refusal(option, "to have each number once", values.toString());
        }
    }

    ParameterException refusal(String option, String expected, String found) {
        return new ParameterException(
                command.commandLine(), "Expected " + option + " " + expected + ", but it is " + found);
    }
}
