package io.outrider.reactor.window.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The state of a group while it changes. */
final class Draft {

    final long now;
    private final Limiter limiter;
    private @Nullable UUID openedBy;
    private int depth;
    private Times counted;
    private List<Seen> events;
    private final Map<String, Seen> parts;
    private @Nullable Pending pending;
    private long lastFired;
    private Set<UUID> running;
    private long runningUntil;

    /** Takes the state as it is at this time: without what has run out. */
    Draft(Limiter limiter, GroupState state, long now) {
        this.now = now;
        this.limiter = limiter;
        this.pending = state.pending().orElse(null);
        this.lastFired = state.lastFired();
        this.running = state.running();
        this.runningUntil = state.runningUntil();
        long past = now - limiter.within().toMillis();
        this.counted = state.counted().after(past);
        this.events = state.events().stream().filter(seen -> seen.at() > past).toList();
        this.parts = parts(limiter, state, now);
        boolean open = pending != null || !counted.isEmpty() || !parts.isEmpty();
        this.openedBy = open ? state.openedBy().orElse(null) : null;
        this.depth = open ? state.depth() : 0;
        if (runningUntil <= now) {
            running = Set.of();
        }
    }

    private static Map<String, Seen> parts(Limiter limiter, GroupState state, long now) {
        Map<String, Seen> parts = new TreeMap<>();
        limiter.join().ifPresent(join -> {
            long past = now - join.within().toMillis();
            state.parts().forEach((name, seen) -> {
                if (seen.at() > past && join.parts().contains(name)) {
                    parts.put(name, seen);
                }
            });
        });
        return parts;
    }

    /** Returns the event that opened the window; this one if none is open. */
    UUID open(Input.Occurred occurred) {
        UUID opened = openedBy == null ? occurred.event() : openedBy;
        openedBy = opened;
        depth = Math.max(depth, occurred.depth());
        return opened;
    }

    Optional<UUID> openedBy() {
        return Optional.ofNullable(openedBy);
    }

    Optional<Pending> pending() {
        return Optional.ofNullable(pending);
    }

    void wait(Pending window) {
        pending = window;
        counted = Times.NONE;
        events = List.of();
        parts.clear();
    }

    long delayedUntil() {
        return lastFired == 0 ? 0 : lastFired + limiter.reReactDelay().toMillis();
    }

    boolean isRunning() {
        return !running.isEmpty() && runningUntil > now;
    }

    long runningUntil() {
        return runningUntil;
    }

    /** Takes away jobs; says whether any of them ran. */
    boolean ended(Set<UUID> jobs) {
        Set<UUID> left = new HashSet<>(running);
        boolean changed = left.removeAll(jobs);
        running = left;
        return changed;
    }

    /** Notes the newest event of one part of a join. */
    void join(String part, UUID event) {
        parts.put(part, new Seen(event, now));
    }

    Map<String, Seen> parts() {
        return Collections.unmodifiableMap(parts);
    }

    /** Takes the parts away, oldest first. */
    List<UUID> joined(UUID newest) {
        List<UUID> all = new ArrayList<>(partEvents());
        all.remove(newest);
        all.add(newest);
        parts.clear();
        return all;
    }

    private List<UUID> partEvents() {
        return parts.values().stream()
                .sorted(Comparator.comparingLong(Seen::at))
                .map(Seen::event)
                .toList();
    }

    /** Counts one occurrence, made of these events. */
    void count(List<UUID> by) {
        counted = counted.plus(now, limiter.countLimit());
        List<Seen> all = new ArrayList<>(events);
        by.forEach(event -> all.add(new Seen(event, now)));
        // Not those of occurrences beyond the limit of the count.
        int most = Math.min(GroupState.MAX_EVENTS, counted.size() * by.size());
        events = all.subList(Math.max(0, all.size() - most), all.size());
    }

    Times counted() {
        return counted;
    }

    /** Returns the events of the window, oldest first. */
    List<UUID> events() {
        if (pending != null) {
            return pending.events();
        }
        List<UUID> all = new ArrayList<>(events.stream().map(Seen::event).toList());
        all.addAll(partEvents());
        return all.subList(Math.max(0, all.size() - GroupState.MAX_EVENTS), all.size());
    }

    long occurrences() {
        return pending == null ? counted.size() : pending.occurrences();
    }

    /** Ends the window. */
    Firing close(Firing.Cause cause, Firing.End end) {
        Firing firing = new Firing(
                openedBy().orElseThrow(), depth, occurrences(), events(), Instant.ofEpochMilli(now), cause, end);
        openedBy = null;
        depth = 0;
        pending = null;
        counted = Times.NONE;
        events = List.of();
        parts.clear();
        return firing;
    }

    void fired(long at, Set<UUID> jobs, long until) {
        lastFired = Math.max(lastFired, at);
        boolean watched = limiter.whileRunning() != WhileRunning.PARALLEL;
        running = watched ? jobs : Set.of();
        runningUntil = watched ? until : 0;
    }

    GroupState state() {
        long until = running.isEmpty() ? 0 : runningUntil;
        return new GroupState(
                now, openedBy(), depth, counted, events, parts, pending(), lastFired, running, until, keptUntil(until));
    }

    private long keptUntil(long runs) {
        long kept = Math.max(Math.max(now, runs), delayedUntil());
        if (!counted.isEmpty()) {
            kept = Math.max(kept, counted.newest() + limiter.within().toMillis());
        }
        long within = limiter.join().map(Join::within).map(Duration::toMillis).orElse(0L);
        for (Seen part : parts.values()) {
            kept = Math.max(kept, part.at() + within);
        }
        return kept;
    }
}
