package io.outrider.reactor.reaction.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Who stopped a reaction, when and why; all of the project, when the reaction is empty, and of the platform, when the project is, too. */
public record Pause(
        String project,
        String reaction,
        String by,
        Instant at,
        @Nullable String reason) {}
