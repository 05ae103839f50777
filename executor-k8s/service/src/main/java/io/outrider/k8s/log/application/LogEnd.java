package io.outrider.k8s.log.application;

/**
 * What became of a log.
 *
 * @param size bytes that were told
 * @param lastLines the last lines as they may be shown
 */
public record LogEnd(long size, String lastLines) {

    public static final LogEnd NONE = new LogEnd(0, "");
}
