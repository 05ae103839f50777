package io.outrider.agent.task.domain;

import io.outrider.protocol.ReportStatus;

/**
 * Somebody or a clock stopped the task: whatever its process says then, this is how it ended.
 *
 * @param status CANCELLED, TIMED_OUT, or FAILED if the agent itself had to end
 * @param reason for people
 */
public record Stop(ReportStatus status, String reason) {}
