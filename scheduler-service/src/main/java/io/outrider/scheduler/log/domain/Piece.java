package io.outrider.scheduler.log.domain;

/**
 * A stretch of a log as text, whole characters only.
 *
 * @param seq the place up to which a reader of it has seen the job's log
 * @param offset where the text begins in its stream, in bytes
 */
public record Piece(long seq, Stream stream, long offset, String text) {}
