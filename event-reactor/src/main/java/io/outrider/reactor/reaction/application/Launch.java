package io.outrider.reactor.reaction.application;

import io.outrider.reactor.window.domain.Limit;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the end of a window came to. */
sealed interface Launch {

    /** The jobs are requested. */
    record Started(Set<UUID> jobs) implements Launch {
        public Started {
            jobs = Set.copyOf(jobs);
        }
    }

    /** None is, as it was not allowed. */
    record Refused(Limit limit, String reason, @Nullable Instant until) implements Launch {}

    /** None is, as one of them could not be filled. */
    record Failed(String reason) implements Launch {}
}
