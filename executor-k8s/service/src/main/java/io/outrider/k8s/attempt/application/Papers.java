package io.outrider.k8s.attempt.application;

import io.outrider.k8s.attempt.domain.AttemptKey;

/**
 * What goes with an attempt besides its rules.
 *
 * @param job the job's id, key of all that is said
 * @param node the cluster's name as a node
 * @param causation what caused it
 */
public record Papers(AttemptKey key, String job, String node, Causation causation) {}
