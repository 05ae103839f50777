package io.outrider.stack.command;

import java.io.Serial;

/** A command of the stack cannot be done; the message is one line that says what to do. */
public final class StackCommandException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    StackCommandException(String message) {
        super(message);
    }
}
