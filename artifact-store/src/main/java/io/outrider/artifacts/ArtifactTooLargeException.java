package io.outrider.artifacts;

/** The bytes are more than the caller allowed; nothing was kept. A permanent refusal, never worth a retry. */
public final class ArtifactTooLargeException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final long maxBytes;

    public ArtifactTooLargeException(long maxBytes) {
        super("Expected at most " + maxBytes + " bytes, but there are more");
        this.maxBytes = maxBytes;
    }

    public long maxBytes() {
        return maxBytes;
    }
}
