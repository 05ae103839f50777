package io.outrider.cli.connection;

import io.outrider.cli.CommandException;
import io.outrider.cli.ExitCode;

/** No whole answer came. What was asked may have been done all the same. */
public final class NoAnswerException extends CommandException {

    NoAnswerException(String message) {
        super(ExitCode.UNREACHABLE, message);
    }
}
