package io.outrider.reactor.window.domain;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How a group stands, for people: what it waits for and until when.
 *
 * @param limit what it waits for; empty when it waits for nothing
 * @param occurrences of the window that is open
 * @param until when what it waits for comes, or the wait ends otherwise
 * @param detail what is missing
 * @param lastFired when jobs were started last
 * @param running jobs that have not ended
 */
public record Standing(
        Optional<Limit> limit,
        long occurrences,
        Optional<Instant> until,
        Optional<String> detail,
        Optional<Instant> lastFired,
        Set<UUID> running) {

    /** Returns how a group stands at a time, under the present limits of its rule. */
    public static Standing of(Limiter limiter, GroupState state, Instant at) {
        if (state.isVoidAt(at)) {
            return new Standing(Optional.empty(), 0, Optional.empty(), Optional.empty(), Optional.empty(), Set.of());
        }
        long now = Math.max(at.toEpochMilli(), state.last());
        Times counted = state.counted().after(now - limiter.within().toMillis());
        if (state.pending().isPresent()) {
            Pending pending = state.pending().get();
            return standing(state, now, pending.kind().limit(), pending.occurrences(), pending.deadline(), null);
        }
        if (!counted.isEmpty()) {
            String detail = counted.size() < limiter.minOccurrences()
                    ? counted.size() + " of " + limiter.minOccurrences()
                    : "conditions.when does not hold";
            long until = counted.oldest() + limiter.within().toMillis();
            return standing(state, now, Limit.MIN_OCCURRENCES, counted.size(), until, detail);
        }
        if (limiter.join().isPresent() && !state.parts().isEmpty()) {
            return joining(limiter.join().get(), state, now);
        }
        long delayed = state.lastFired() + limiter.reReactDelay().toMillis();
        return state.lastFired() > 0 && now < delayed
                ? standing(state, now, Limit.RE_REACT_DELAY, 0, delayed, null)
                : standing(state, now, null, 0, 0, null);
    }

    private static Standing joining(Join join, GroupState state, long now) {
        long within = join.within().toMillis();
        String missing = join.parts().stream()
                .filter(part -> !state.parts().containsKey(part)
                        || state.parts().get(part).at() <= now - within)
                .collect(Collectors.joining(", "));
        long oldest = state.parts().values().stream()
                .mapToLong(Seen::at)
                .filter(seen -> seen > now - within)
                .min()
                .orElse(now - within);
        return oldest <= now - within
                ? standing(state, now, null, 0, 0, null)
                : standing(state, now, Limit.JOIN, 0, oldest + within, "missing: " + missing);
    }

    private static Standing standing(
            GroupState state, long now, @Nullable Limit limit, long occurrences, long until, @Nullable String detail) {
        return new Standing(
                Optional.ofNullable(limit),
                occurrences,
                limit == null ? Optional.empty() : Optional.of(Instant.ofEpochMilli(until)),
                Optional.ofNullable(detail),
                state.lastFired() == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(state.lastFired())),
                now < state.runningUntil() ? state.running() : Set.of());
    }
}
