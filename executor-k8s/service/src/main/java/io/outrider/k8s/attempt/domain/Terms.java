package io.outrider.k8s.attempt.domain;

import java.time.Duration;

/**
 * How long to wait for the cluster.
 *
 * @param start from the Job's creation to the start of the process
 * @param pull from the choice of a machine until an image that cannot be pulled is given up
 * @param upload from the end of the process until what it left is here
 * @param nodeLost beyond a pod's grace, until its machine counts as lost
 */
public record Terms(Duration start, Duration pull, Duration upload, Duration nodeLost) {}
