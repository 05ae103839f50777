package io.outrider.k8s.attempt.domain;

import java.time.Instant;

/**
 * That an attempt has to end, kept with its Job.
 *
 * @param outcome how it ends when it was this that ended it
 * @param reason for people
 * @param at when that was decided
 */
public record Stop(Outcome outcome, String reason, Instant at) {}
