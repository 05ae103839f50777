package io.outrider.scheduler.log.domain;

/**
 * A chunk of a job's log as a reader gets it.
 *
 * @param seq its place in the job's log, rising in the order in which chunks came; what {@code Last-Event-ID} refers to
 */
public record Entry(long seq, Chunk chunk) {}
