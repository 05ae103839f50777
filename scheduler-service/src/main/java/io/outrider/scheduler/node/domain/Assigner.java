package io.outrider.scheduler.node.domain;

import io.outrider.scheduler.node.domain.Assignments.Given;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gives nodes with room to those who want one, in their order, each time the least loaded one that matches. Binding is
 * late: nobody is bound to a node without room, so nobody queues behind a busy node while another is free.
 */
public final class Assigner<T> {

    private final List<Slots> all;
    private final Map<Target, List<Slots>> matching = new HashMap<>();

    private Assigner(Collection<Place> places, Instant now) {
        all = places.stream().map(place -> new Slots(place, now)).toList();
    }

    /** Returns who gets which node. */
    public static <T> Assignments<T> assign(List<Wanted<T>> wanted, Collection<Place> places, Instant now) {
        return new Assigner<T>(places, now).assign(wanted);
    }

    private Assignments<T> assign(List<Wanted<T>> wanted) {
        List<Given<T>> given = new ArrayList<>();
        List<T> left = new ArrayList<>();
        for (Wanted<T> each : wanted) {
            List<Slots> candidates = matching.computeIfAbsent(each.target(), this::matching);
            Slots best = best(candidates, each.avoid());
            if (best == null) {
                left.add(each.what());
            } else {
                best.taken++;
                given.add(new Given<>(each.what(), best.place.node().name()));
            }
        }
        return new Assignments<>(given, left);
    }

    private List<Slots> matching(Target target) {
        return all.stream().filter(slots -> target.matches(slots.place.node())).toList();
    }

    private static @Nullable Slots best(List<Slots> candidates, List<NodeName> avoid) {
        Slots best = null;
        boolean othersOnline = !avoid.isEmpty()
                && candidates.stream()
                        .anyMatch(slots -> slots.place.isOnline()
                                && !avoid.contains(slots.place.node().name()));
        for (Slots slots : candidates) {
            boolean shunned = othersOnline && avoid.contains(slots.place.node().name());
            if (!shunned && slots.hasRoom() && (best == null || slots.lighterThan(best))) {
                best = slots;
            }
        }
        return best;
    }

    /** A node while slots are being given away. */
    private static final class Slots {
        private final Place place;
        private final int room;
        private int taken;

        Slots(Place place, Instant now) {
            this.place = place;
            this.room = place.room(now);
        }

        boolean hasRoom() {
            return taken < room;
        }

        /** Compares outstanding / slots without dividing. */
        boolean lighterThan(Slots other) {
            return (long) held() * other.place.node().slots()
                    < (long) other.held() * place.node().slots();
        }

        private int held() {
            return place.load().outstanding() + taken;
        }
    }
}
