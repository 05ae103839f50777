package io.outrider.reactor.reaction.inbound.rest;

import io.outrider.reactor.reaction.application.PausingReactions;
import io.outrider.reactor.reaction.domain.Pause;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who paused what.
 *
 * @param reaction missing for all of the project
 * @param all whether it is about all reactions
 * @param everywhere whether it is about those of all projects
 */
public record PauseView(
        @Nullable String reaction,
        boolean all,
        boolean everywhere,
        String by,
        Instant at,
        @Nullable String reason) {

    static PauseView of(Pause pause) {
        boolean all = pause.reaction().equals(PausingReactions.ALL);
        boolean everywhere = all && pause.project().equals(PausingReactions.EVERYWHERE);
        return new PauseView(all ? null : pause.reaction(), all, everywhere, pause.by(), pause.at(), pause.reason());
    }
}
