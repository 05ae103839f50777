package io.outrider.scheduler.task.domain;

/**
 * A file that a task left behind.
 *
 * @param name path below the artifacts folder
 * @param sha256 hex, its address in the artifact store
 * @param size bytes
 */
public record Artifact(String name, String sha256, long size) {}
