package io.outrider.agent.task.domain;

import io.outrider.protocol.ReportStatus;

/**
 * Somebody or a clock stopped the task: whatever its process says then, this is how it ended.
 *
 * @param status CANCELLED or TIMED_OUT
 * @param reason for people
 */
public record Stop(ReportStatus status, String reason) {}
