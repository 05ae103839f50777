package io.outrider.k8s.attempt.domain;

import org.jspecify.annotations.Nullable;

/**
 * All that is known of an attempt at one moment.
 *
 * @param pod null if none was seen
 * @param resultHere what the task left has been brought
 */
public record Sight(JobSight job, @Nullable PodSight pod, boolean resultHere) {}
