package io.outrider.gateway.attempt.application;

import io.outrider.gateway.attempt.domain.Answer;
import io.outrider.gateway.attempt.domain.AttemptState;
import org.jspecify.annotations.Nullable;

/**
 * What a step came to.
 *
 * @param before null if the attempt was not known
 * @param after null if it still is not
 * @param graceSeconds of the attempt, for a cancel that has to be passed on
 */
public record StepResult(
        Step step,
        Answer answer,
        @Nullable AttemptState before,
        @Nullable AttemptState after,
        int graceSeconds) {}
