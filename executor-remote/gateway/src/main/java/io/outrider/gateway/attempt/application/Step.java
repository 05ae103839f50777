package io.outrider.gateway.attempt.application;

import io.outrider.gateway.attempt.domain.AttemptCommand;
import io.outrider.gateway.attempt.domain.AttemptKey;
import io.outrider.protocol.Report;
import org.jspecify.annotations.Nullable;

/**
 * A command for one attempt with what goes with it.
 *
 * @param assignment with commands that may bring an attempt into being
 * @param report with reports of agents: outputs and log tail go out with the event
 */
public record Step(
        AttemptKey key,
        AttemptCommand command,
        @Nullable Assignment assignment,
        @Nullable Report report) {

    public static Step of(AttemptKey key, AttemptCommand command) {
        return new Step(key, command, null, null);
    }
}
