package io.outrider.reactor.window.domain;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/** Something that a group hears of. Times are those of the server and count in milliseconds. */
public sealed interface Input {

    /** Returns when; a time before what the group knows already counts as that. */
    Instant at();

    /**
     * An event that passed the trigger.
     *
     * @param event its key
     * @param joinPart the place in {@link Join#parts} that it matches; {@value #NO_PART} without a join
     * @param depth how many reactions led to it
     */
    record Occurred(UUID event, Instant at, int joinPart, int depth) implements Input {
        public static final int NO_PART = -1;

        public Occurred(UUID event, Instant at) {
            this(event, at, NO_PART);
        }

        public Occurred(UUID event, Instant at, int joinPart) {
            this(event, at, joinPart, 0);
        }

        /** Returns the same as something that so many reactions led to. */
        public Occurred atDepth(int reactions) {
            return new Occurred(event, at, joinPart, reactions);
        }
    }

    /** An event that says that what the rule is about is over. */
    record Resolved(UUID event, Instant at) implements Input {}

    /** Jobs that ended, however; those of others do not matter. */
    record Ended(Set<UUID> jobs, Instant at) implements Input {
        public Ended {
            jobs = Set.copyOf(jobs);
        }
    }

    /** The clock; nothing happens before the group's deadline. */
    record Due(Instant at) implements Input {}
}
