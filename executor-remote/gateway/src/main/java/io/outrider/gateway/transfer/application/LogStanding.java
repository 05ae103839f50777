package io.outrider.gateway.transfer.application;

import io.outrider.gateway.attempt.application.Assignment.Causation;

/**
 * What an attempt's log has come to.
 *
 * @param job that it belongs to
 * @param accepted bytes that are on the topic
 */
public record LogStanding(String job, long accepted, Causation causation) {}
