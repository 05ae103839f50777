package io.outrider.reactor.reaction.domain;

/** A condition or template that failed on an event; the message is for the author of the reaction. */
public final class EvaluationException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public EvaluationException(String message) {
        super(message, null, false, false);
    }
}
