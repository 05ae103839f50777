package io.outrider.scheduler.task.domain;

/**
 * Which hand-out of which attempt a message is about. Both count from 1; the epoch rises whenever the same attempt is
 * handed out anew. A message whose fence is not the task's current one is stale.
 */
public record Fence(int attempt, int epoch) {}
