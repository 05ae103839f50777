package io.outrider.agent.enrolment;

/** The node cannot get or use its identity; only a person can mend it, and the message says how. */
public final class EnrolmentException extends Exception {

    private static final long serialVersionUID = 1L;

    public EnrolmentException(String message) {
        super(message);
    }

    public EnrolmentException(String message, Throwable cause) {
        super(message, cause);
    }
}
