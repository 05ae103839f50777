package io.outrider.k8s.log.application;

import io.outrider.k8s.attempt.application.Papers;
import org.jspecify.annotations.Nullable;

/** Where ranges of logs go. */
public interface LogSink {

    /**
     * Publishes a range; returns once it is safe.
     *
     * @param offset of the first byte
     * @param last nothing comes after it
     * @param sha256 of the whole log, on the last range, if it is known
     */
    void publish(Papers papers, long offset, byte[] data, boolean last, @Nullable String sha256);
}
