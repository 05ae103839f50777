package io.outrider.build.image.application;

import org.jspecify.annotations.Nullable;

/** An attempt that came to nothing, classed where it happened: trying again may help, or never will. */
public final class BuildFailure extends RuntimeException {
    private final boolean retryable;

    private BuildFailure(String message, @Nullable Throwable cause, boolean retryable) {
        super(message, cause);
        this.retryable = retryable;
    }

    /** The same build would fail again. */
    public static BuildFailure permanent(String message) {
        return new BuildFailure(message, null, false);
    }

    /** The same build would fail again. */
    public static BuildFailure permanent(String message, Throwable cause) {
        return new BuildFailure(message, cause, false);
    }

    /** Something around the build was missing for now. */
    public static BuildFailure passing(String message, Throwable cause) {
        return new BuildFailure(message, cause, true);
    }

    public boolean isRetryable() {
        return retryable;
    }
}
