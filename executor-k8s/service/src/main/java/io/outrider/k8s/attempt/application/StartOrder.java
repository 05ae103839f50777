package io.outrider.k8s.attempt.application;

import io.outrider.protocol.TaskSpec;

/** An attempt that has to be started. */
public record StartOrder(Papers papers, TaskSpec spec) {}
