package io.outrider.gateway.attempt.application;

import io.outrider.gateway.attempt.domain.AttemptKey;
import io.outrider.gateway.attempt.domain.AttemptState;

/**
 * An attempt as the table has it.
 *
 * @param logSize bytes of its log that are on the topic
 */
public record AttemptRow(AttemptKey key, AttemptState state, Assignment assignment, long logSize) {}
