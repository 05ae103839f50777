package io.outrider.build.log.domain;

/**
 * A line of a build's log.
 *
 * @param seq 1, 2, 3, … within the build, over all its attempts
 * @param text without the line end
 */
public record LogLine(long seq, String text) {}
