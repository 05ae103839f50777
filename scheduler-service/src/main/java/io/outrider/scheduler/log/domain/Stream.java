package io.outrider.scheduler.log.domain;

import io.outrider.scheduler.task.domain.TaskId;

/** The log of one hand-out of one attempt: bytes with offsets from 0. */
public record Stream(TaskId task, int attempt, int epoch) {}
