package io.outrider.template.source.domain;

/** A source that is not accepted; the message names the entry or the limit. Nothing of it was kept. */
public final class SourceRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SourceRefusedException(String message) {
        super(message);
    }

    public SourceRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
